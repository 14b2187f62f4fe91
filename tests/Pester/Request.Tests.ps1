BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
    function Get-Sent { @($account.Requests.Recent)[-1].Body | ConvertFrom-Json }
}

AfterAll { Disconnect-SmAccount }

Describe 'Invoke-SmRequest' {
    BeforeEach {
        $account = New-TestAccount
        Connect-SmAccount -SandboxAccount $account
        $list = '/api/mobile/push/list'
    }

    It 'signs for the host and emits the answer as an object' {
        $answer = Invoke-SmRequest $list @{ applicationId = 'my_example_app' }
        $answer.success | Should -BeTrue
        $answer.notifications[0].name | Should -Be 'Example push'
        (Invoke-SmRequest /api/v2/push/history @{ email = 'name@example.com'; entriesNumber = 1 } -MobileHost).data.Count | Should -Be 1
    }

    It 'emits text with -Raw' {
        $text = Invoke-SmRequest $list @{ applicationId = 'my_example_app' } -Raw
        $text | Should -BeOfType string
        ($text | ConvertFrom-Json).notifications.Count | Should -Be 5
    }

    It 'takes a body as <Kind>' -ForEach @(
        @{ Kind = 'a hashtable'; Body = @{ applicationId = 'my_example_app'; n = 1.5; list = 1, $true, $null; inner = @{ text = 'ż "q"' } } }
        @{ Kind = 'an object'; Body = [pscustomobject]@{ applicationId = 'my_example_app'; n = 1.5; list = 1, $true, $null; inner = [pscustomobject]@{ text = 'ż "q"' } } }
        @{ Kind = 'JSON text'; Body = '{"applicationId":"my_example_app","n":1.5,"list":[1,true,null],"inner":{"text":"ż \"q\""}}' }
    ) {
        $null = Invoke-SmRequest $list $Body
        $sent = Get-Sent
        $sent.applicationId, $sent.n, $sent.inner.text | Should -Be 'my_example_app', 1.5, 'ż "q"'
        $sent.list | Should -Be 1, $true, $null
        $sent.clientId | Should -Be 'sandbox-client'
    }

    It 'writes numbers alike in every culture' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'pl-PL'
            $null = Invoke-SmRequest $list @{ applicationId = 'my_example_app'; n = 1.5 }
        }
        finally { [cultureinfo]::CurrentCulture = $before }
        (Get-Sent).n | Should -Be 1.5
    }

    It 'refuses <Why> and sends nothing' -ForEach @(
        @{ Why = 'another host'; Call = { Invoke-SmRequest https://example.com/api/x } }
        @{ Why = 'a path without its slash'; Call = { Invoke-SmRequest api/x } }
        @{ Why = 'two slashes'; Call = { Invoke-SmRequest //example.com/api/x } }
        @{ Why = 'a path that climbs'; Call = { Invoke-SmRequest /api/../x } }
        @{ Why = 'a space'; Call = { Invoke-SmRequest '/api/a b' } }
        @{ Why = 'a credential in the body'; Call = { Invoke-SmRequest /api/x @{ SHA = '1' } } }
        @{ Why = 'a list as the body'; Call = { Invoke-SmRequest /api/x '[1]' } }
        @{ Why = 'text that is no JSON'; Call = { Invoke-SmRequest /api/x 'a=b' } }
        @{ Why = 'a number as the body'; Call = { Invoke-SmRequest /api/x 5 } }
        @{ Why = 'a value that JSON has no place for'; Call = { Invoke-SmRequest /api/x @{ a = [Version]'1.0' } } }
        @{ Why = 'an object that holds itself'; Call = { $h = @{}; $h.me = $h; Invoke-SmRequest /api/x $h } }
        @{ Why = 'a repeatable send'; Call = { Invoke-SmRequest /api/mobile/push/send @{} -Repeatable } }
        @{ Why = 'a path of the other host'; Call = { Invoke-SmRequest /api/job/status @{ jobId = 1 } } }
    ) {
        $before = $account.Requests.Total
        $Call | Should -Throw
        $account.Requests.Total | Should -Be $before
    }

    It 'says which switch a path of the other host needs' {
        $problem = { Invoke-SmRequest /api/job/status @{ jobId = 1 } } | Should -Throw -PassThru
        $problem.Exception.Message | Should -BeLike '*Path: /api/job/status is on the mobile host.'
        $problem.ErrorDetails.RecommendedAction | Should -Be 'Give -MobileHost and run the command again.'
    }

    It 'never sends again what is not repeatable, whatever the answer: <Faults.Keys>' -ForEach @(
        @{ Faults = @{ ServerErrorRate = 1 } }, @{ Faults = @{ ThrottleRate = 1; RetryAfter = [timespan]::Zero } }
        @{ Faults = @{ HtmlRate = 1 } }, @{ Faults = @{ DropAfterProcessingRate = 1 } }
    ) {
        Set-TestFault $account $Faults
        $before = $account.Requests.Total
        { Invoke-SmRequest $list @{ applicationId = 'my_example_app' } -ErrorAction Stop } | Should -Throw
        $account.Requests.Total - $before | Should -Be 1
    }

    It 'sends again what is repeatable' {
        Set-TestFault $account @{ ThrottleEvery = 1; RetryAfter = [timespan]::Zero }
        $before = $account.Requests.Total
        { Invoke-SmRequest $list @{ applicationId = 'my_example_app' } -Repeatable -ErrorAction Stop } | Should -Throw -ErrorId 'Throttled,*'
        $account.Requests.Total - $before | Should -BeGreaterThan 1
    }

    It 'reports what the server says' {
        Invoke-SmRequest $list -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'RequestRejected,*'
        $problem[0].Exception.Message | Should -BeLike '*applicationId is required*'
    }

    It 'sends nothing with -WhatIf, unless it changes nothing' {
        $before = $account.Requests.Total
        Invoke-SmRequest /api/contact/create @{ email = 'a@example.com' } -MobileHost -WhatIf
        $account.Requests.Total | Should -Be $before
        $null = Invoke-SmRequest $list @{ applicationId = 'my_example_app' } -Repeatable -WhatIf
        $account.Requests.Total | Should -Be ($before + 1)
    }
}
