BeforeAll {
    function Invoke-Inspection([string] $Path, [string] $Method = 'Get') { Invoke-RestMethod "$($sandbox.Url)sandbox/$Path" -Method $Method }
}

AfterAll {
    Disconnect-SmAccount
    Stop-SmSandbox
}

Describe 'Start-SmSandbox' {
    BeforeEach { $sandbox = Start-SmSandbox -AcceptAnyRecipient }
    AfterEach { Stop-SmSandbox }

    It 'pipes into Connect-SmAccount' {
        $session = $sandbox | Connect-SmAccount -PassThru
        $session.Endpoint | Should -Be $sandbox.Url
        $session.MobileEndpoint | Should -Be $sandbox.Url
        $session.ApplicationId | Should -Be $sandbox.ApplicationId
        $pushes = Get-SmPush
        $pushes | Should -HaveCount 5
        $pushes | Get-SmConversation | Should -HaveCount 4
    }

    It 'shows what was sent, to this process and to others' {
        $sandbox | Connect-SmAccount
        $push = Get-SmPush -Name 'Win-back*'
        # One run sends nothing twice, so the repetition takes two.
        'a@example.com', 'b@example.com' | Send-SmPush -PushId $push.Id | Should -HaveCount 2
        'b@example.com' | Send-SmPush -PushId $push.Id | Should -HaveCount 1
        $seen = Invoke-Inspection deliveries
        $seen.sends | Should -Be 3
        $seen.repeated | Should -Be 1
        $seen.byRecipient.'a@example.com' | Should -Be 1
        $sandbox.Sends | Should -Be 3
        $sandbox.GetDeliveries().Recipient | Sort-Object | Should -Be 'a@example.com', 'b@example.com', 'b@example.com'
    }

    It 'lets time pass on demand' {
        $before = [datetimeoffset] (Invoke-Inspection 'advance?seconds=0' Post).now
        $sandbox.Advance('01:00:00')
        ([datetimeoffset] (Invoke-Inspection 'advance?seconds=60' Post).now - $before).TotalMinutes | Should -BeGreaterOrEqual 61
    }

    It 'refuses a port that is taken, and says what to do' {
        { Start-SmSandbox -Port $sandbox.Port -ErrorAction Stop } | Should -Throw -ErrorId 'PortUnavailable,*'
    }

    It 'starts nothing with -WhatIf' {
        Start-SmSandbox -WhatIf | Should -BeNullOrEmpty
    }

    It 'goes wrong on demand' {
        $bad = Start-SmSandbox -ThrottleRate 1 -ThrottleStatus 503 -RetryAfterSec 7
        $answer = Invoke-WebRequest "$($bad.Url)api/job/status" -Method Post -Body '{}' -SkipHttpErrorCheck
        $answer.StatusCode | Should -Be 503
        $answer.Headers['Retry-After'] | Should -Be '7'
    }

    It 'has people who behave as asked' {
        $keen = Start-SmSandbox -DisplayRate 1 -ClickRate 1 -DismissRate 0
        $keen | Connect-SmAccount
        $keen.Advance('30.00:00:00')
        $stats = Get-SmPush | Get-SmConversation | Get-SmConversationStats
        $stats | Should -Not -BeNullOrEmpty
        $stats.ClickRate | Sort-Object -Unique | Should -Be 1
    }

    It 'breaks files in ways that a download survives' {
        $bad = Start-SmSandbox -JobPolls 0 -ExpiredFileUrls 1 -ExpiredStatus 410 -BrokenDownloads 1 -IgnoreRanges -Quirk FilesNamedJson
        $bad | Connect-SmAccount
        $rows = Get-SmPush -Name 'Example push' | Get-SmConversation | Start-SmExport | Wait-SmJob -PollIntervalSec 1 | Receive-SmJob
        $rows.Email | Sort-Object -Unique | Should -HaveCount 40
    }

    It 'shows how the posting of callbacks goes' {
        $sandbox.CallbacksPosted, $sandbox.CallbacksFailed | Should -Be 0, 0
        (Invoke-Inspection requests).callbacksFailed | Should -Be 0
    }

    It 'can be written to a file without type names' {
        $row = $sandbox | Select-Object * -ExcludeProperty *Credential | ConvertTo-Csv | ConvertFrom-Csv
        $row.Url | Should -Be $sandbox.Url
        $row.PSObject.Properties.Value | Where-Object { $_ -like '*System.*' } | Should -BeNullOrEmpty
    }
}

Describe 'Stop-SmSandbox' {
    It 'stops the given one only' {
        $first, $second = (Start-SmSandbox), (Start-SmSandbox)
        $first | Stop-SmSandbox
        $first.IsRunning, $second.IsRunning | Should -Be $false, $true
        { Invoke-RestMethod "$($first.Url)sandbox/requests" } | Should -Throw
        (Invoke-RestMethod "$($second.Url)sandbox/requests").total | Should -Be 0
        Stop-SmSandbox
        $second.IsRunning | Should -BeFalse
    }

    It 'stops none for an empty pipeline or -WhatIf' {
        $sandbox = Start-SmSandbox
        @() | Stop-SmSandbox
        Stop-SmSandbox -WhatIf
        $sandbox.IsRunning | Should -BeTrue
    }
}
