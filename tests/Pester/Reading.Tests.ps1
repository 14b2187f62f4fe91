BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Engine.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
    $account = New-TestAccount
    Connect-SmAccount -SandboxAccount $account
    $emails = @($account.Contacts).Email
    $pushes = Get-SmPush
}

AfterAll { Disconnect-SmAccount }

Describe 'Get-SmPush' {
    It 'lists the pushes of the session''s application' {
        $pushes.Count | Should -BeGreaterThan 2
        $pushes.ApplicationId | Sort-Object -Unique | Should -Be 'my_example_app'
    }

    It 'filters by name with wildcards, whatever the case' {
        Get-SmPush *CART* | ForEach-Object Name | Should -Match 'cart'
        Get-SmPush nothing* | Should -BeNullOrEmpty
    }

    It 'compares names alike in every culture' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'tr-TR'
            (Get-SmPush 'WIN-BACK DISCOUNT').Name | Should -Be 'Win-back discount'
        }
        finally { [cultureinfo]::CurrentCulture = $culture }
    }

    It 'finds pushes by id, and writes an error about an id that does not exist' {
        $found = Get-SmPush -Id $pushes[1].Id, '00000000-0000-4000-8000-000000000000' -ErrorVariable problems -ErrorAction SilentlyContinue
        $found.Id | Should -Be $pushes[1].Id
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'PushNotFound,*'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[0].TargetObject | Should -Be '00000000-0000-4000-8000-000000000000'
    }

    It 'reports a name without wildcards that no push has, and suggests the nearest' {
        $found = Get-SmPush 'Abandoned cart', 'Winback discount' -ErrorVariable problems -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'Abandoned cart'
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'PushNotFound,*'
        "$($problems[0])" | Should -Be "Application 'my_example_app' has no push with the -Name 'Winback discount'. Did you mean 'Win-back discount'?"
    }

    It 'suggests nothing when no push has a similar name' {
        Get-SmPush 'Quarterly figures' -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$($problems[0])" | Should -Be "Application 'my_example_app' has no push with the -Name 'Quarterly figures'."
    }

    It 'asks once for many ids' {
        $before = $account.Requests.Total
        ($pushes | Get-SmPush).Id | Should -Be $pushes.Id
        $account.Requests.Total - $before | Should -Be 1
    }
}

Describe 'Get-SmConversation and Get-SmConversationStats' {
    It 'flow from pushes to rates' {
        $stats = $pushes | Get-SmConversation | Get-SmConversationStats | Sort-Object ClickRate -Descending
        $stats.Count | Should -BeGreaterThan 2
        foreach ($one in $stats | Where-Object Displayed -gt 0) {
            $one.ClickRate | Should -BeGreaterOrEqual 0
            $one.ClickRate | Should -BeLessOrEqual 1
        }
    }

    It 'keep the order of the input' {
        $ids = ($pushes | Get-SmConversation).ConversationId
        $ids = @($ids) + @($ids)
        ($ids | Get-SmConversationStats).ConversationId | Get-Unique | Should -Be $ids
    }

    It 'write an error about what does not exist, and go on' {
        $good = ($pushes | Get-SmConversation)[0].ConversationId
        $stats = 999999999, $good | Get-SmConversationStats -ErrorVariable problems -ErrorAction SilentlyContinue
        $stats[0].ConversationId | Should -Be $good
        $problems[0].TargetObject | Should -Be 999999999
    }

    It 'name the field of an id that is none' {
        { Get-SmConversation not-an-id -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidInput,*' -ExpectedMessage '*pushId*'
    }

    It 'survive CSV and pipe back in' {
        $conversation = ($pushes | Get-SmConversation)[0]
        $again = $conversation | ConvertTo-Csv | ConvertFrom-Csv | Get-SmConversationStats
        $again[0].ConversationId | Should -Be $conversation.ConversationId
        $text = $again | ConvertTo-Csv | ConvertFrom-Csv
        [double]::Parse($text[0].DisplayRate) | Should -Be $again[0].DisplayRate
    }
}

Describe 'Get-SmPushHistory' {
    BeforeAll {
        $past = @(Get-SmPushHistory $emails[0]).Count
        for ($i = 0; $i -lt 620; $i++) { $account.Advance([timespan]::FromSeconds(1)); $null = Send-SmPush $pushes[0].Id -Email $emails[0] }
    }

    It 'goes past the 500 entries of one answer, newest first, without duplicates or holes' {
        $all = Get-SmPushHistory $emails[0]
        $all.Count | Should -Be ($past + 620)
        $times = $all.SentDate.UtcTicks
        $times | Should -Be ($times | Sort-Object -Descending)
    }

    It 'gives -First and no more' {
        (Get-SmPushHistory $emails[0] -First 3).Count | Should -Be 3
        (Get-SmPushHistory $emails[0] -First 510).Count | Should -Be 510
    }

    It 'asks for no more pages than the pipeline takes' {
        $before = $account.Requests.Total
        $null = Get-SmPushHistory $emails[0] | Select-Object -First 1
        $account.Requests.Total - $before | Should -BeLessOrEqual 2
    }

    It 'keeps to -After and -Before' {
        $all = Get-SmPushHistory $emails[0]
        $part = Get-SmPushHistory $emails[0] -After $all[20].SentDate -Before $all[10].SentDate
        $part.Count | Should -Be 11
    }

    It 'tells with -Extended what became of each push' {
        $account.Advance([timespan]::FromDays(2))
        (Get-SmPushHistory $emails[0] -Extended -First 100 | Where-Object DisplayedDate).Count | Should -BeGreaterThan 0
    }

    It 'takes people by their user id from rows that have no address' {
        $row = [pscustomobject]@{ UserId = @($account.Contacts)[0].UserId; Email = '' }
        ($row | Get-SmPushHistory -First 2).SentDate | Should -Be (Get-SmPushHistory $emails[0] -First 2).SentDate
        ($row | Select-Object UserId | Get-SmPushHistory -First 2).Count | Should -Be 2
    }

    It 'takes addresses as text' {
        ($emails[0..1] | Get-SmPushHistory -First 1).Email | Select-Object -First 1 | Should -Be $emails[0]
    }

    It 'takes people by name from rows' {
        $rows = $emails[0..1] | ForEach-Object { [pscustomobject]@{ Email = $_ } }
        ($rows | Get-SmPushHistory -First 1).Email | Select-Object -First 1 | Should -Be $emails[0]
    }
}

Describe 'Test-SmPush' {
    It 'has none of the parameters of a run' {
        $run = 'ThrottleLimit', 'MaxRequestsPerSecond', 'JournalPath', 'ResendUnknown', 'PassThruColumns', 'WhatIf'
        (Get-Command Test-SmPush).Parameters.Keys | Where-Object { $_ -in $run } | Should -BeNullOrEmpty
    }

    BeforeAll {
        $before = $account.Requests.Total
    }

    It 'previews a custom push and sends nothing' {
        $check = Test-SmPush -Title 'Hi ${name:you}' -Content 'Take ${discount}' -Deeplink 'myapp://x' -Email $emails[0] -Properties @{ discount = '20%' }
        $check.IsValid | Should -BeTrue
        $check.Title, $check.Content | Should -Be 'Hi you', 'Take 20%'
        $check.Placeholders | Should -Be 'name, discount'
        $check.PayloadBytes | Should -BeGreaterThan 40
        $account.Requests.Total | Should -Be $before
    }

    It 'tells what breaks a limit as a result, for each row' {
        $rows = [pscustomobject]@{ Email = $emails[0]; Title = 'fine' }, [pscustomobject]@{ Email = 'none'; Title = 'x' * 300 }
        $checks = $rows | Test-SmPush -Deeplink myapp://x
        $checks.IsValid | Should -Be $true, $false
        $checks[1].Errors | Should -Match 'title.*300.*255'
        $checks[1].Errors | Should -Match 'email'
    }

    It 'reads the texts of an existing push from the account, once' {
        $asked = $account.Requests.Total
        $checks = $emails[0..2] | Test-SmPush $pushes[1].Id
        $checks[0].Title | Should -Not -BeNullOrEmpty
        $account.Requests.Total - $asked | Should -Be 1
        $account.CountSendsTo($emails[2]) | Should -Be 0
    }

    It 'needs no session for a custom push' {
        $session = Get-SmSession
        $check = Invoke-Engine -ArgumentList '-Command', "Import-Module '$(Join-Path $PSScriptRoot '../../SalesManagoMobile.psd1')'; (Test-SmPush -Title x -Deeplink myapp://x -Email a@example.com -ApplicationId app).IsValid"
        $check | Should -Be 'True'
        $session.IsOpen | Should -BeTrue
    }
}
