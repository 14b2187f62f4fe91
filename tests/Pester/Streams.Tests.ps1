BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
    $module = Join-Path $PSScriptRoot '../../SalesManagoMobile.psd1'
    # A run with a journal asks for the list of pushes once, before its first push leaves.
    $pushList = 1
    function Open-Account([hashtable] $Faults = @{}) {
        $script:account = New-TestAccount
        $script:session = Connect-SmAccount -SandboxAccount $account -PassThru -MaxRetry 0
        $script:emails = @($account.Contacts).Email
        $script:push = Get-SmPush | Select-Object -First 1
        Set-TestFault $account $Faults
    }
}

AfterAll { Disconnect-SmAccount }

Describe 'Ctrl-C while a request hangs' {
    It 'ends <Name>, which waits up to two seconds for what is in flight and four in all' -ForEach @(
        @{ Name = 'Send-SmPush'; Script = { $emails | Send-SmPush $id -Session $session } }
        @{ Name = 'Send-SmPush with a journal'; Script = { $emails | Send-SmPush $id -Session $session -JournalPath $journal } }
        @{ Name = 'Send-SmPushBatch'; Script = { Send-SmPushBatch $id -Email $emails -Session $session } }
        @{ Name = 'New-SmContact'; Script = { New-SmContact a@example.com -PushRegistrationId t -System IOS -Session $session } }
    ) {
        Open-Account @{ Delay = [timespan]::FromMinutes(10) }
        $asked = $account.Requests.Total
        $variables = @{ emails = $emails; id = $push.Id; session = $session; journal = (Join-Path $TestDrive "$(New-Guid).journal") }
        $stop = Stop-WhenBusy -Script $Script -Variables $variables -Busy { $account.Requests.Total -gt $asked }
        $stop.State | Should -Be 'Stopped'
        $stop.Seconds | Should -BeLessThan 4
    }

    It 'ends Send-SmPush after an error upstream, too, while it waits for what is in flight' {
        Open-Account @{ Delay = [timespan]::FromMinutes(10) }
        $asked = $account.Requests.Total
        $failed = [Threading.ManualResetEventSlim]::new()
        $variables = @{ emails = $emails; id = $push.Id; session = $session; failed = $failed; account = $account; asked = $asked }
        $stop = Stop-WhenBusy -Variables $variables -Busy { $failed.IsSet } -Script {
            & {
                $emails
                while ($account.Requests.Total -eq $asked) { Start-Sleep -Milliseconds 5 }
                $failed.Set()
                throw 'upstream'
            } | Send-SmPush $id -Session $session
        }
        $stop.Seconds | Should -BeLessThan 4
    }

    It 'ends <Name> within a second' -ForEach @(
        @{ Name = 'Get-SmPush'; Script = { Get-SmPush -Session $session } }
        @{ Name = 'Get-SmPushHistory'; Script = { Get-SmPushHistory $emails[0] -Session $session } }
        @{ Name = 'Get-SmConversation'; Script = { Get-SmConversation $id -Session $session } }
        @{ Name = 'Get-SmConversationStats'; Script = { Get-SmConversationStats 1 -Session $session } }
        @{ Name = 'Test-SmAccount'; Script = { Test-SmAccount -Session $session } }
    ) {
        Open-Account @{ Delay = [timespan]::FromMinutes(10) }
        $asked = $account.Requests.Total
        $variables = @{ emails = $emails; id = $push.Id; session = $session; journal = (Join-Path $TestDrive "$(New-Guid).journal") }
        $stop = Stop-WhenBusy -Script $Script -Variables $variables -Busy { $account.Requests.Total -gt $asked }
        $stop.State | Should -Be 'Stopped'
        $stop.Seconds | Should -BeLessThan 1
    }
}

Describe 'A run that was stopped' {
    It 'leaves what was on its way as unknown in its journal, and never sends it again by itself' {
        Open-Account @{ Delay = [timespan]::FromMinutes(10); PathPrefix = '/api/mobile/push/send' }
        $asked = $account.Requests.Total
        $journal = Join-Path $TestDrive 'stopped.journal'
        $null = Stop-WhenBusy -Variables @{ emails = $emails; id = $push.Id; session = $session; journal = $journal } -Busy { $account.Requests.Total -ge $asked + $pushList + 8 } -Script {
            $emails | Send-SmPush $id -Session $session -JournalPath $journal
        }
        Set-TestFault $account @{}
        $results = $emails | Send-SmPush $push.Id -JournalPath $journal -ErrorAction SilentlyContinue
        $results.Count | Should -Be $emails.Count
        @($results | Where-Object Status -eq Unknown).Count | Should -Be 8
        @($results | Where-Object Status -eq Accepted).Count | Should -Be ($emails.Count - 8)
        $account.CountSends().Repeated | Should -Be 0
    }
}

Describe 'Ctrl-C while answers are on their way' {
    It 'waits for them, so that the journal knows what became of each' {
        $clock = New-HeldClock
        $account = New-TestAccount -Options @{ TimeProvider = $clock }
        $session = Connect-SmAccount -SandboxAccount $account -PassThru
        $emails = @($account.Contacts).Email
        $push = Get-SmPush | Select-Object -First 1
        Set-TestFault $account @{ Delay = [timespan]::FromSeconds(1); PathPrefix = '/api/mobile/push/send' }
        $asked = $account.Requests.Total
        $journal = Join-Path $TestDrive 'awaited.journal'
        $answers = [powershell]::Create().AddScript('param($clock) Start-Sleep -Milliseconds 200; $clock.Release()').AddArgument($clock)
        $null = Stop-WhenBusy -Variables @{ emails = $emails; id = $push.Id; session = $session; journal = $journal } -Busy {
            if ($account.Requests.Total -lt $asked + $pushList + 4) { return $false }
            $clock.WaitFor(4)
            $script:release = $answers.BeginInvoke()
            $true
        } -Script { $emails | Send-SmPush $id -Session $session -JournalPath $journal -ThrottleLimit 4 }
        $answers.EndInvoke($release)
        $entries = Get-SmSendJournal $journal
        $entries.Count | Should -Be 4
        $entries.Status | Should -Be (@('Accepted') * 4)
        $account.CountSends().Sends | Should -Be 4
    }
}

Describe 'Streams' {
    BeforeEach { Open-Account }

    It '-Verbose tells each request in a line: method, host, path, status, time' {
        $lines = Get-SmPush -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        $lines.Message | Should -Match '^POST sandbox\.salesmanago\.com/api/mobile/push/list: 200 OK, \d+ ms; at most 8 in flight$'
    }

    It '-Debug shows bodies with credentials masked' {
        $lines = Get-SmPush -Debug 5>&1 | Where-Object { $_ -is [Management.Automation.DebugRecord] }
        $lines.Message -join "`n" | Should -Match '/api/mobile/push/list.*"applicationId":"my_example_app"'
        $lines.Message -join "`n" | Should -Match 'notifications'
    }

    It 'hear preference variables, too' {
        $VerbosePreference = 'Continue'
        @(Get-SmPush 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Count | Should -Be 1
    }

    It 'are quiet by default' {
        @(Get-SmPush *>&1 | Where-Object { $_ -isnot [SalesManagoMobile.Client.SmPush] }).Count | Should -Be 0
    }

    It '-InformationVariable has a line on how the run went' {
        $null = $emails[0], 'nobody@example.com' | Send-SmPush $push.Id -InformationVariable told -ErrorAction SilentlyContinue
        $told.MessageData | Should -Be ('Sending pushes: 1 accepted, 1 failed. ' +
            'Results with the status Failed or NotTried were not processed and can be piped in again.')
        $null = $emails[1] | Send-SmPush $push.Id -InformationVariable told
        $told.MessageData | Should -Be 'Sending pushes: 1 accepted.'
    }

    It '-InformationVariable counts rows that could not be read, too' {
        $rows = [pscustomobject]@{ Email = $emails[0]; Properties = '{"broken"' }, [pscustomobject]@{ Email = $emails[1]; Properties = '' }
        $null = $rows | Send-SmPush $push.Id -InformationVariable told -ErrorAction SilentlyContinue
        $told.MessageData | Should -BeLike 'Sending pushes: 1 accepted, 1 failed. *'
        $null = $rows[0] | Send-SmPush $push.Id -InformationVariable told -ErrorAction SilentlyContinue
        $told.MessageData | Should -BeLike 'Sending pushes: 0 accepted, 1 failed. *'
    }

    It 'show progress of a run that takes more than a second' {
        Set-TestFault $account @{ Delay = [timespan]::FromMilliseconds(300) }
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault())
        $null = $shell.AddScript("Import-Module '$module'").Invoke()
        $shell.Commands.Clear()
        $null = $shell.AddScript('param($emails, $id, $session) $emails | Send-SmPush $id -Session $session -ThrottleLimit 2').AddArgument($emails[0..15]).AddArgument($push.Id).AddArgument($session).Invoke()
        $progress = $shell.Streams.Progress
        $progress.Count | Should -BeGreaterThan 0
        $progress[0].Activity | Should -Be 'Sending pushes'
        $progress.StatusDescription -match '^\d+ accepted' | Should -Not -BeNullOrEmpty
        $progress[-1].RecordType | Should -Be 'Completed'
        $shell.Dispose()
    }
}

Describe 'Secrets' {
    It 'are nowhere: not in views, JSON, CLIXML, streams or errors' {
        $account = New-TestAccount
        $session = Connect-SmAccount -SandboxAccount $account -PassThru
        $key = 'f00dfeedf00dfeedf00dfeedf00dfeed'
        $secret = 'the-api-secret-4711'
        $credential = [pscredential]::new('client-1', (ConvertTo-SecureString $secret -AsPlainText -Force))
        $own = Connect-SmAccount 'http://127.0.0.1:9' $credential -MobileCredential $credential -MobileEndpoint 'http://127.0.0.1:9' -ApiKey $key -MaxRetry 0 -PassThru -Verbose -Debug *>&1
        $session = $own | Where-Object { $_ -is [SalesManagoMobile.SmSession] }
        $clixml = Join-Path $TestDrive 'session.xml'
        $session | Export-Clixml $clixml
        $errors = @()
        $talk = @(
            Get-SmPush -Session $session -ApplicationId app -Verbose -Debug -ErrorAction SilentlyContinue -ErrorVariable +errors *>&1
            Send-SmPush 'a1b2c3d4-0000-4000-8000-000000000000' -Email a@example.com -ApplicationId app -Session $session -Verbose -Debug -ErrorAction SilentlyContinue -ErrorVariable +errors *>&1
            Test-SmAccount -Session $session -Verbose -Debug *>&1
        )
        $errors.Count | Should -BeGreaterThan 0
        $sha = [Convert]::ToHexString([Security.Cryptography.SHA1]::HashData([Text.Encoding]::UTF8.GetBytes($key + 'client-1' + $secret)))
        $all = @(
            $session | Format-List * -Force | Out-String -Width 500
            $session | Format-Custom -Depth 9 | Out-String -Width 500
            $session | ConvertTo-Json -Depth 9 -WarningAction SilentlyContinue
            Get-Content $clixml -Raw
            $own | Out-String -Width 500
            $talk | Out-String -Width 500
            $talk | Format-List * -Force | Out-String -Width 500
            $errors | Format-List * -Force | Out-String -Width 500
            $errors | ForEach-Object { $_.Exception.ToString() }
            $errors | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue
            [Management.Automation.PSSerializer]::Serialize($session, 5)
        ) -join "`n"
        foreach ($word in $key, $secret, $sha) { $all | Should -Not -BeLike "*$word*" }
    }
}

Describe 'A session in other places' {
    BeforeEach { Open-Account }

    It 'works in ForEach-Object -Parallel with $using:' {
        $results = $emails[0..5] | ForEach-Object -Parallel {
            Import-Module $using:module
            Send-SmPush ($using:push).Id -Email $_ -Session $using:session
        } -ThrottleLimit 3
        @($results | Where-Object Status -eq Accepted).Count | Should -Be 6
        $account.CountSends().Sends | Should -Be 6
    }

    It 'is the current one of every runspace of the process' {
        $seen = 1..3 | ForEach-Object -Parallel { Import-Module $using:module; (Get-SmSession).ClientId }
        $seen | Should -Be 'sandbox-client', 'sandbox-client', 'sandbox-client'
    }

    It 'works in Start-ThreadJob' {
        $job = Start-ThreadJob { Import-Module $using:module; Get-SmPush -Session $using:session }
        ($job | Wait-Job | Receive-Job).Count | Should -BeGreaterThan 2
        $job | Remove-Job
    }

    It 'is opened anew in Start-Job, which is another process' {
        $job = Start-Job { Import-Module $using:module; Connect-SmAccount -Sandbox; Get-SmPush | Select-Object -First 1 }
        ($job | Wait-Job | Receive-Job).Name | Should -Be $push.Name
        $job | Remove-Job
    }

    It 'works under strict mode' {
        Set-StrictMode -Version Latest
        $ErrorActionPreference = 'Stop'
        $row = [pscustomobject]@{ Email = $emails[0]; discount = '1' }
        ($row | Send-SmPush $push.Id -PropertyName discount).Status | Should -Be 'Accepted'
        (Get-SmPush | Get-SmConversation | Get-SmConversationStats).Count | Should -BeGreaterThan 1
    }
}
