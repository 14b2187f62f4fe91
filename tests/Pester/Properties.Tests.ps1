BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
}

AfterAll { Disconnect-SmAccount }

Describe 'Properties and placeholders that do not fit each other' {
    BeforeEach {
        $account = New-TestAccount
        $emails = @($account.Contacts).Email
        Connect-SmAccount -SandboxAccount $account
        $push = Get-SmPush 'Win-back discount'
        $asked = $account.Requests.Total
    }

    It 'warn once in a run of <Name>, with the nearest name, and send' -ForEach @(
        @{ Name = 'Send-SmPush'; Command = { $emails[0..2] | Send-SmPush $push -Properties @{ discont = '20%'; product = 'Coat' } }; Requests = 3 }
        @{ Name = 'Send-SmPushBatch'; Command = { $emails[0..2] | Send-SmPushBatch $push -Properties @{ discont = '20%'; product = 'Coat' } }; Requests = 1 }
    ) {
        $written = & $Command 2>&1 3>&1
        $warnings = @($written | Where-Object { $_ -is [Management.Automation.WarningRecord] })
        $warnings.Count | Should -Be 1
        $warnings.Message | Should -Be "property 'discont': no placeholder in the title or content of the push has this name. Did you mean 'discount'?"
        ($written | Where-Object { $_ -notin $warnings }).Status | Should -Be (@('Accepted') * $Requests)
        $account.Requests.Total - $asked | Should -Be $Requests
    }

    It 'are remarks of Test-SmPush, which asks for the texts once' {
        $checks = $emails[0..2] | Test-SmPush $push -Properties @{ rebate = '20%' }
        $checks.Count | Should -Be 3
        $checks[0].Warnings | Should -Be ("property 'rebate': no placeholder in the title or content of the push has this name." +
            "; placeholder 'discount': no property fills it, so recipients get its fallback" +
            "; placeholder 'product': no property fills it, so recipients get its fallback")
        $account.Requests.Total - $asked | Should -Be 1
    }

    It 'are found in the texts of a custom push, the deep link included' {
        $texts = @{ Title = '${discount:10%} off'; Content = 'For ${cst.name:you}'; Deeplink = 'myapp://${slug:all}' }
        $null = Send-SmPush @texts -Email $emails[0] -Properties @{ Discount = '20%'; slug = 'coats' } -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Message | Should -Be "property 'Discount': no placeholder in the push has this name. Did you mean 'discount'?"
    }

    It 'are no warning when <When>' -ForEach @(
        @{ When = 'nothing is given, since fallbacks are there to be used'; Properties = @{} }
        @{ When = 'every placeholder is filled'; Properties = @{ discount = '20%'; product = 'Coat' } }
        @{ When = 'a further property may be for the deep link, which the account does not list'; Properties = @{ discount = '20%'; product = 'Coat'; product_slug = 'coats' } }
    ) {
        $given = $Properties.Count ? @{ Properties = $Properties } : @{}
        $null = Send-SmPush $push $emails[0] @given -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 0
        (Test-SmPush $push $emails[0] @given).Warnings | Should -BeNullOrEmpty
    }

    It 'are told of columns, too, although the first row leaves one empty' {
        $rows = [pscustomobject]@{ Email = $emails[0]; discount = ''; prodct = 'Coat' }, [pscustomobject]@{ Email = $emails[1]; discount = '20%'; prodct = '' }
        $null = $rows | Send-SmPush $push -PropertyName discount, prodct -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Message | Should -Be "property 'prodct': no placeholder in the title or content of the push has this name. Did you mean 'product'?"
    }

    It 'cannot be told of a push that the session has not listed: no request is made for it' {
        Connect-SmAccount -SandboxAccount $account
        $null = Send-SmPush $push.Id $emails[0] -Properties @{ discont = '20%' } -WarningVariable warnings
        $warnings.Count | Should -Be 0
        $account.Requests.Total - $asked | Should -Be 1
    }
}

Describe 'Placeholders of a push' {
    BeforeAll { Connect-SmAccount -Sandbox; $push = Get-SmPush 'Win-back discount' }

    It 'complete -PropertyName after <Line>' -ForEach @(
        @{ Line = 'Send-SmPush $push -PropertyName '; Names = 'discount', 'product' }
        @{ Line = 'Test-SmPush -PushId $push -PropertyName p'; Names = 'product' }
        @{ Line = "Send-SmPush -Title 'Hello `${given:you}' -PropertyName "; Names = 'given' }
    ) {
        (TabExpansion2 $Line).CompletionMatches.CompletionText | Should -Be $Names
        $byId = $Line.Replace('$push', $push.Id)
        (TabExpansion2 $byId).CompletionMatches.CompletionText | Should -Be $Names
    }

    It 'read well when they are filled from samples/contacts.csv' {
        $rows = Import-Csv (Join-Path $PSScriptRoot '../../samples/contacts.csv')
        ($rows | Test-SmPush $push -PropertyName discount, product).Content[0] |
            Should -Be 'Come back and take 20% off. Turtleneck sweater is waiting.'
        $rows.Product | Should -Not -MatchExactly '[^s]s$'
    }
}
