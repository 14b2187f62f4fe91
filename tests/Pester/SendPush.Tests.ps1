BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
    function Open-Account([hashtable] $Faults = @{}, [hashtable] $Options = @{}) {
        $script:account = New-TestAccount $Faults $Options
        $script:emails = @($account.Contacts).Email
        Connect-SmAccount -SandboxAccount $account
        $script:push = Get-SmPush | Select-Object -First 1
        $script:asked = $account.Requests.Total
    }
    function New-Row([int] $Count) { $emails | Select-Object -First $Count | ForEach-Object { [pscustomobject]@{ email = $_; discount = '20%'; product = 'Coat' } } }
    $custom = @{ Title = 'Sale'; Content = 'Take ${discount:some} off'; Deeplink = 'myapp://shop/${product:all}' }
}

AfterAll { Disconnect-SmAccount }

Describe 'Send-SmPush' {
    BeforeEach { Open-Account }

    It 'binds a CSV row by name and takes push properties from its columns' {
        $csv = Join-Path $TestDrive 'winback.csv'
        New-Row 3 | Export-Csv $csv
        $results = Import-Csv $csv | Send-SmPush -PushId $push.Id -PropertyName discount, product
        $results.Status | Should -Be 'Accepted', 'Accepted', 'Accepted'
        $results.Email | Should -Be $emails[0..2]
        $results[0].Properties | Should -Be '{"discount":"20%","product":"Coat"}'
        $results[0].ApplicationId | Should -Be 'my_example_app'
        foreach ($email in $emails[0..2]) { $account.CountSendsTo($email) | Should -Be 1 }
    }

    It 'takes the push from Get-SmPush, and recipients as plain text' {
        ($push | Send-SmPush -Email $emails[0]).PushId | Should -Be $push.Id
        ($emails[1..2] | Send-SmPush $push.Id).Email | Should -Be $emails[1..2]
    }

    It 'takes the push itself where its id is asked for, and the recipient after it' {
        $result = Send-SmPush $push $emails[0]
        $result.PushId, $result.Email, $result.Status | Should -Be $push.Id, $emails[0], 'Accepted'
        (Send-SmPushBatch $push $emails[1..2]).Recipients | Should -Be 2
    }

    It 'takes no push for no custom push: an empty -PushId ends the command' {
        $problem = { Send-SmPush -PushId (Get-SmPush | Where-Object Name -eq 'no such push').Id -Email $emails[0] } | Should -Throw -ErrorId 'InvalidParameter,*' -PassThru
        $problem.Exception.Message | Should -BeLike '-PushId is empty*'
        $account.CountSends().Sends | Should -Be 0
    }

    It 'leaves a property out when its cell is empty' {
        $row = [pscustomobject]@{ Email = $emails[0]; discount = ''; product = 'Coat' }
        ($row | Send-SmPush $push.Id -PropertyName discount, product).Properties | Should -Be '{"product":"Coat"}'
    }

    It 'stops before anything is sent when a column is misspelt, and names the columns that exist' {
        $problem = { New-Row 3 | Send-SmPush $push.Id -PropertyName discnt } | Should -Throw -ErrorId 'ColumnNotFound,*' -PassThru
        $problem.Exception.Message | Should -Match "'discnt'.*email, discount, product"
        $account.CountSends().Sends | Should -Be 0
    }

    It 'accepts properties as <Kind>' -ForEach @(
        @{ Kind = 'a hashtable'; Value = @{ discount = '20%' } }
        @{ Kind = 'an ordered hashtable'; Value = [ordered]@{ discount = '20%' } }
        @{ Kind = 'an object'; Value = [pscustomobject]@{ discount = '20%' } }
        @{ Kind = 'JSON'; Value = '{ "discount": "20%" }' }
    ) {
        (Send-SmPush $push.Id -Email $emails[0] -Properties $Value).Properties | Should -Be '{"discount":"20%"}'
    }

    It 'writes numbers, booleans and dates the same on every machine' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            (Send-SmPush $push.Id -Email $emails[0] -Properties @{ price = 1.5 }).Properties | Should -Be '{"price":"1.5"}'
            (Send-SmPush $push.Id -Email $emails[0] -Properties @{ vip = $true }).Properties | Should -Be '{"vip":"true"}'
        }
        finally { [cultureinfo]::CurrentCulture = $culture }
    }

    It 'ends at once when -Properties on the command line cannot be read' {
        { New-Row 3 | Send-SmPush $push.Id -Properties '{"broken"' } | Should -Throw -ErrorId 'InvalidParameter,*'
        $account.CountSends().Sends | Should -Be 0
    }

    It 'goes on after a row whose properties cannot be read: a result in its place, and an error' {
        $rows = @(
            [pscustomobject]@{ Email = $emails[0]; Properties = '{"a":"1"}' }
            [pscustomobject]@{ Email = $emails[1]; Properties = '{"broken"' }
            [pscustomobject]@{ Email = $emails[2]; Properties = '' }
        )
        $results = $rows | Send-SmPush $push.Id -ErrorVariable problems -ErrorAction SilentlyContinue
        $results.Email | Should -Be $emails[0..2]
        $results.Status | Should -Be 'Accepted', 'Failed', 'Accepted'
        $problems.Count | Should -Be 1
        $problems[0].TargetObject | Should -Be $emails[1]
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidInput,SalesManagoMobile.SendSmPushCommand'
    }

    It 'sends a custom push and emits its texts' {
        $result = Send-SmPush @custom -Email $emails[0] -Properties @{ discount = '20%' }
        $result.Status | Should -Be 'Accepted'
        $result.Title, $result.Content, $result.Deeplink | Should -Be $custom.Title, $custom.Content, $custom.Deeplink
        $result.PushId | Should -BeNullOrEmpty
        $account.CountSendsTo($emails[0]) | Should -Be 1
    }

    It 'refuses a push id together with texts, and two recipients, on the command line' {
        { Send-SmPush $push.Id -Title x -Email $emails[0] } | Should -Throw -ErrorId 'InvalidParameter,*'
        { Send-SmPush $push.Id -Email $emails[0] -UserId 5 } | Should -Throw -ErrorId 'InvalidParameter,*'
    }

    It 'says once what is wrong with a text on the command line' {
        $problem = { New-Row 3 | Send-SmPush -Title ('x' * 256) -Deeplink myapp://x } | Should -Throw -ErrorId 'InvalidInput,*' -PassThru
        $problem.Exception.Message | Should -Match 'title.*256.*255'
        $account.Requests.Total | Should -Be $asked
    }

    It 'warns of a long title once for a run, not for each recipient' {
        $null = New-Row 3 | Send-SmPush -Title ('x' * 41) -Deeplink myapp://x -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 1
        $warnings[0].Message | Should -Match 'title: 41 characters'
    }

    It 'emits a result and writes an error for each failure, in input order, and goes on' {
        $rows = $emails[0], 'nobody@example.com', 'no-address', $emails[1]
        $results = $rows | Send-SmPush $push.Id -ErrorVariable problems -ErrorAction SilentlyContinue
        $results.Email | Should -Be $rows
        $results.Status | Should -Be 'Accepted', 'Failed', 'Failed', 'Accepted'
        $problems.TargetObject | Should -Be 'nobody@example.com', 'no-address'
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'RequestRejected,*'
        $problems[0].Exception.Message | Should -Match 'Contact not found'
        $results[1].Message | Should -Match 'Contact not found'
        $results[2].Attempts | Should -Be 0
    }

    It 'keeps errors to itself with -ErrorAction Ignore' {
        $Error.Clear()
        $result = Send-SmPush $push.Id -Email nobody@example.com -ErrorAction Ignore
        $result.Status | Should -Be 'Failed'
        $Error.Count | Should -Be 0
    }

    It 'stops at the first failure with <How>, after the results of all that was sent' -ForEach @(
        @{ How = '-ErrorAction Stop'; Given = @{ ErrorAction = 'Stop' }; Preference = 'Continue' }
        @{ How = '$ErrorActionPreference'; Given = @{}; Preference = 'Stop' }
    ) {
        $clock = New-HeldClock
        Open-Account -Options @{ TimeProvider = $clock }
        Set-TestFault $account @{ Delay = [timespan]::FromSeconds(1) }
        $rows = @($emails[0], 'nobody@example.com', 'nobody2@example.com') + (1..200 | ForEach-Object { $emails[$_ % 20] })
        $state = @{ Rows = 0 }
        $results = [Collections.Generic.List[object]]::new()
        $ErrorActionPreference = $Preference
        {
            $rows | ForEach-Object {
                # Sixteen rows were taken: four are held by the server, twelve wait. The four are answered, and the next four leave.
                if (++$state.Rows -eq 16) { $clock.WaitFor(4); $clock.Release() }
                $_
            } | Send-SmPush $push.Id @Given -ThrottleLimit 4 | ForEach-Object {
                $results.Add($_)
                if ($results.Count -eq 2) { $clock.WaitFor(4); Set-TestFault $account @{}; $clock.Release() }
            }
        } | Should -Throw -ErrorId 'RequestRejected,*'
        $sent = $account.Requests.Total - $asked
        # What waited when the failure was written may have left or not, and rows took the places of what was written before it.
        $results.Count | Should -BeIn (16..19)
        $sent | Should -BeIn (8..$results.Count)
        $results.Email | Should -Be $rows[0..($results.Count - 1)]
        $results[0..4].Status | Should -Be 'Accepted', 'Failed', 'Failed', 'Accepted', 'Accepted'
        @($results | Where-Object Status -eq NotTried).Count | Should -Be ($results.Count - $sent)
    }

    It 'sends only a little ahead of a pipeline that has enough' {
        $rows = 1..500 | ForEach-Object { $emails[$_ % 20] }
        $results = $rows | Send-SmPush $push.Id -ThrottleLimit 4 | Select-Object -First 2
        $results.Count | Should -Be 2
        $account.Requests.Total - $asked | Should -BeLessOrEqual (2 + 4 * 4 + 1)
    }

    It 'starts nothing more once the pipeline has enough, and awaits what is on its way' {
        $clock = New-HeldClock
        Open-Account -Options @{ TimeProvider = $clock }
        Set-TestFault $account @{ Delay = [timespan]::FromSeconds(1); PathPrefix = '/api/mobile/push/send' }
        $journal = Join-Path $TestDrive "$(New-Guid).journal"
        $state = @{ Rows = 0; Results = 0 }
        $null = $emails[0..19] | ForEach-Object {
            # Sixteen rows were taken: four are held by the server, twelve wait. The four are answered, and the next four leave.
            if (++$state.Rows -eq 16) { $clock.WaitFor(4); $clock.Release() }
            $_
        } | Send-SmPush $push.Id -ThrottleLimit 4 -JournalPath $journal | ForEach-Object {
            if (++$state.Results -eq 2) { $clock.WaitFor(4) }
            $_
        } | Select-Object -First 2 | ForEach-Object -Process { $_ } -End {
            $state.Started = $account.Requests.Count('/api/mobile/push/send')
            $clock.Release()
        }
        $state.Started | Should -Be 8
        $account.Requests.Count('/api/mobile/push/send') | Should -Be 8
        $account.CountSends().Sends | Should -Be 8
        $journaled = Get-SmSendJournal $journal | Group-Object Status -AsHashTable -AsString
        $journaled['Accepted'].Recipient | Sort-Object | Should -Be ($emails[0..7] | Sort-Object)
        $journaled.Keys | Should -Not -Contain 'Unknown'
    }

    It 'does not read its source much further than it sends' {
        Set-TestFault $account @{ Delay = [timespan]::FromSeconds(30) }
        $state = [hashtable]::Synchronized(@{ Read = 0 })
        $stop = Stop-WhenBusy -Variables @{ state = $state; emails = $emails; id = $push.Id; session = (Get-SmSession) } -Busy { $state.Read -ge 4 } -Script {
            1..1000 | ForEach-Object { $state.Read++; $emails[0] } | Send-SmPush $id -ThrottleLimit 4 -Session $session
        }
        $stop.State | Should -Be 'Stopped'
        $state.Read | Should -BeLessOrEqual 16
    }

    It 'sends nothing with -WhatIf, and says to whom it would' {
        $null = New-Row 3 | Send-SmPush $push.Id -WhatIf
        $account.Requests.Total | Should -Be $asked
    }

    It 'tells the server about all devices only when it was said' -ForEach @(
        @{ Given = @{}; Body = $null }
        @{ Given = @{ SendToAllDevices = $true }; Body = 'true' }
        @{ Given = @{ SendToAllDevices = $false }; Body = 'false' }
    ) {
        $null = Send-SmPush $push.Id -Email $emails[0] @Given
        $sent = @($account.Requests.Recent)[-1].Body | ConvertFrom-Json
        $sent.sendToAllDevices | Should -Be $Body
    }

    It 'prefers the e-mail address, then the contact id, when a row has several' {
        $contact = @($account.Contacts)[0]
        $result = [pscustomobject]@{ Email = ''; ContactId = $contact.ContactId; UserId = $contact.UserId } | Send-SmPush $push.Id
        $result.ContactId, $result.UserId, $result.Status | Should -Be "$($contact.ContactId)", $null, 'Accepted'
    }
}

Describe 'What a run does with its rows' {
    BeforeEach { Open-Account }

    It 'sends once to a person who is named twice, without a journal, too' {
        $results = $emails[0], $emails[1], $emails[0].ToUpperInvariant() | Send-SmPush $push.Id
        $results.Status | Should -Be 'Accepted', 'Accepted', 'Skipped'
        $results[2].Message | Should -Be 'The same send was accepted earlier in this run.'
        $account.CountSends().Sends | Should -Be 2
    }

    It 'keeps the columns of the row with -PassThruColumns, and its own beside them' {
        $row = [pscustomobject]@{ Email = $emails[0]; Segment = 'A'; Status = 'lead'; InputStatus = 'x' }
        $result = $row | Send-SmPush $push.Id -PassThruColumns
        $result.Status, $result.Segment | Should -Be 'Accepted', 'A'
        $result.InputStatus, $result.InputEmail | Should -Be 'lead', $emails[0]
        $result.InputInputStatus | Should -Be 'x'
        ($row | Send-SmPush $push.Id).PSObject.Properties.Name | Should -Not -Contain 'Segment'
        ($result | ConvertTo-Csv | ConvertFrom-Csv).Segment | Should -Be 'A'
    }

    It 'writes five errors of a kind and counts the rest in one line' {
        $rows = 1..12 | ForEach-Object { "no-address-$_" }
        $results = $rows + 'nobody@example.com' | Send-SmPush $push.Id -ErrorVariable problems -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue
        $results.Count | Should -Be 13
        @($problems | Where-Object FullyQualifiedErrorId -like 'InvalidInput,*').Count | Should -Be 5
        @($problems | Where-Object FullyQualifiedErrorId -like 'RequestRejected,*').Count | Should -Be 1
        $warnings.Message | Should -Be '7 more errors of the kind InvalidInput are not shown; the Message of each result has the reason.'
    }

    It 'reports a computed column that fails as that row''s problem, and sends the others' {
        $rows = 0..2 | ForEach-Object {
            $row = [pscustomobject]@{ Email = $emails[$_] }
            $row | Add-Member ScriptProperty discount $(if ($_ -eq 1) { { throw 'no discount' } } else { { '20%' } })
            $row
        }
        $results = $rows | Send-SmPush $push.Id -PropertyName discount -ErrorVariable problems -ErrorAction SilentlyContinue
        $results.Status | Should -Be 'Accepted', 'Failed', 'Accepted'
        $results[1].Message | Should -BeLike "*'discount' cannot be read*no discount*"
    }

    It 'writes the results of what was sent when the session is closed in the middle, and says why the rest was not' {
        $state = @{ Rows = 0 }
        $results = $emails[0..9] | ForEach-Object { if (++$state.Rows -eq 6) { Disconnect-SmAccount }; $_ } |
            Send-SmPush $push.Id -ThrottleLimit 1 -ErrorVariable problems -ErrorAction SilentlyContinue
        $results.Email | Should -Be $emails[0..9]
        $accepted = @($results | Where-Object Status -eq Accepted).Count
        $accepted | Should -Be $account.CountSends().Sends
        @($results | Where-Object Status -eq NotTried).Count | Should -Be (10 - $accepted)
        $problems[-1].FullyQualifiedErrorId | Should -BeLike 'SessionClosed,*'
    }
}

Describe 'Results of Send-SmPush' {
    BeforeEach { Open-Account }

    It 'pipe back in from a CSV file and send only what failed' {
        $journal = Join-Path $TestDrive "$(New-Guid).journal"
        $failed = Join-Path $TestDrive 'failed.csv'
        $rows = New-Row 3
        $rows[1].email = 'late@example.com'
        $rows | Send-SmPush -PushId $push.Id -PropertyName discount, product -JournalPath $journal -ErrorAction SilentlyContinue |
            Where-Object Status -ne Accepted | Export-Csv $failed
        $null = New-SmContact late@example.com -PushRegistrationId token -System ANDROID
        $again = Import-Csv $failed | Send-SmPush -JournalPath $journal
        $again.Email, $again.Status, $again.PushId | Should -Be 'late@example.com', 'Accepted', $push.Id
        $again.Properties | Should -Be '{"discount":"20%","product":"Coat"}'
        $account.CountSends().Repeated | Should -Be 0
    }

    It 'of a custom push pipe back in, too' {
        $failed = Send-SmPush @custom -Email late@example.com -ErrorAction SilentlyContinue | ConvertTo-Csv | ConvertFrom-Csv
        $null = New-SmContact late@example.com -PushRegistrationId token -System ANDROID
        $again = $failed | Send-SmPush
        $again.Status, $again.Title, $again.Deeplink | Should -Be 'Accepted', $custom.Title, $custom.Deeplink
    }

    It 'are the same send when they pipe back in from a CSV file, also with -Literal and -SendToAllDevices' {
        $journal = Join-Path $TestDrive "$(New-Guid).journal"
        $failed = Join-Path $TestDrive 'lost.csv'
        Set-TestFault $account @{ DropAfterProcessingRate = 1.0 }
        $emails[0..1] | Send-SmPush @custom -Literal -SendToAllDevices:$false -JournalPath $journal -ErrorAction SilentlyContinue | Export-Csv $failed
        Set-TestFault $account @{}
        (Import-Csv $failed | Send-SmPush -JournalPath $journal).Status | Should -Be 'Unknown', 'Unknown'
        $account.CountSends().Repeated | Should -Be 0
        (Import-Csv $failed | Send-SmPush -JournalPath $journal -ResendUnknown).Status | Should -Be 'Accepted', 'Accepted'
        $sent = @($account.Requests.Recent)[-1].Body | ConvertFrom-Json
        $sent.content.personalized, $sent.sendToAllDevices | Should -Be $false, 'false'
    }

    It 'leave to the server what they do not say about devices and placeholders' {
        $results = Send-SmPush @custom -Email $emails[0]
        foreach ($row in $results, ($results | ConvertTo-Csv | ConvertFrom-Csv)) {
            $null = $row | Send-SmPush
            $sent = @($account.Requests.Recent)[-1].Body | ConvertFrom-Json
            $sent.content.personalized, $sent.sendToAllDevices | Should -Be $true, $null
        }
    }

    It 'say what a cell should be that is neither True nor False' {
        $rows = [pscustomobject]@{ Email = $emails[0]; Literal = 'maybe' }, [pscustomobject]@{ Email = $emails[1]; Literal = 'true' }
        $results = $rows | Send-SmPush @custom -ErrorVariable problems -ErrorAction SilentlyContinue
        $results.Email, $results.Literal | Should -Be $emails[1], $true
        $problems.Exception.Message | Should -BeLike "*'maybe'*True or False*"
    }

    It 'survive JSON' {
        $result = Send-SmPush $push.Id -Email $emails[0] -Properties @{ discount = '20%' }
        $again = $result | ConvertTo-Json | ConvertFrom-Json | Send-SmPush
        $again.Status, $again.PushId, $again.Properties | Should -Be 'Accepted', $push.Id, $result.Properties
    }
}

Describe 'A journal' {
    BeforeEach {
        Open-Account
        $journal = Join-Path $TestDrive "$(New-Guid).journal"
    }

    It 'makes a second run send only what is missing' {
        $null = $emails[0..2] | Send-SmPush $push.Id -JournalPath $journal
        $results = $emails[0..4] | Send-SmPush $push.Id -JournalPath $journal
        $results.Status | Should -Be 'Skipped', 'Skipped', 'Skipped', 'Accepted', 'Accepted'
        $account.CountSends().Repeated | Should -Be 0
    }

    It 'lets -WhatIf tell what would be sent and what skipped, and stays as it is' {
        $null = $emails[0..1] | Send-SmPush $push.Id -JournalPath $journal
        $before = (Get-FileHash $journal).Hash
        $asked = $account.Requests.Total
        Start-Transcript (Join-Path $TestDrive 'whatif.txt') | Out-Null
        $null = $emails[0..2] | Send-SmPush $push.Id -JournalPath $journal -WhatIf
        Stop-Transcript | Out-Null
        $told = Get-Content (Join-Path $TestDrive 'whatif.txt') | Where-Object { $_ -like 'What if:*' }
        $told.Count | Should -Be 3
        $told[0], $told[1] | Should -BeLike '*Skip (accepted before)*'
        $told[2] | Should -BeLike "*Send push '$($push.Name)' ($($push.Id))*$($emails[2])*"
        $account.Requests.Total | Should -Be $asked
        (Get-FileHash $journal).Hash | Should -Be $before
    }

    It 'is not made by -WhatIf' {
        $null = $emails[0] | Send-SmPush $push.Id -JournalPath $journal -WhatIf
        Test-Path $journal | Should -BeFalse
    }

    It 'is not made by -WhatIf of a row that cannot be read' {
        $result = [pscustomobject]@{ Email = $emails[0]; Properties = '{"broken"' } | Send-SmPush $push.Id -JournalPath $journal -WhatIf -ErrorAction SilentlyContinue
        $result.Status | Should -Be 'Failed'
        Test-Path $journal | Should -BeFalse
    }

    It 'leaves as unknown what lost its answer, until -ResendUnknown' {
        Set-TestFault $account @{ DropAfterProcessingRate = 1.0 }
        $first = Send-SmPush $push.Id -Email $emails[0] -JournalPath $journal -ErrorAction SilentlyContinue -ErrorVariable lost
        $first.Status | Should -Be 'Unknown'
        $lost[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionLost,*'
        Set-TestFault $account @{}
        (Send-SmPush $push.Id -Email $emails[0] -JournalPath $journal -ErrorAction SilentlyContinue).Status | Should -Be 'Unknown'
        $account.CountSendsTo($emails[0]) | Should -Be 1
        (Send-SmPush $push.Id -Email $emails[0] -JournalPath $journal -ResendUnknown).Status | Should -Be 'Accepted'
    }

    It 'that is no journal ends the command before anything is sent' {
        Set-Content $journal 'a shopping list'
        $asked = $account.Requests.Total
        { $emails | Send-SmPush $push.Id -JournalPath $journal } | Should -Throw -ErrorId 'JournalUnavailable,*'
        $account.Requests.Total | Should -Be $asked
    }

    It 'outside the file system ends the command: it would become a file somewhere else' {
        $problem = { Send-SmPush $push.Id -Email $emails[0] -JournalPath Env:/send.journal } | Should -Throw -ErrorId 'InvalidParameter,*' -PassThru
        $problem.Exception.Message | Should -BeLike "-JournalPath 'Env:/send.journal' is in the provider Environment, not in the file system.*"
        { Send-SmPush $push.Id -Email $emails[0] -JournalPath Env:x.journal } | Should -Throw -ExpectedMessage '*for example C:\data\x.journal.'
        $account.CountSends().Sends | Should -Be 0
        Push-Location Env:
        try { { Send-SmPush $push.Id -Email $emails[0] -JournalPath send.journal } | Should -Throw -ErrorId 'InvalidParameter,*' }
        finally { Pop-Location }
    }

    It 'is found relative to the current folder of PowerShell' {
        Push-Location $TestDrive
        try { $null = Send-SmPush $push.Id -Email $emails[0] -JournalPath ./relative.journal }
        finally { Pop-Location }
        Join-Path $TestDrive 'relative.journal' | Should -Exist
    }
}

Describe 'A server that is down' {
    It 'stops the run, says so once, and emits NotTried for the rest, so that a file of what is missing is complete' {
        Open-Account -Options @{ AcceptAnyRecipient = $true }
        Set-TestFault $account @{ DropBeforeProcessingRate = 1.0 }
        $results = 1..500 | ForEach-Object { "p$_@example.com" } | Send-SmPush $push.Id -ThrottleLimit 8 -ErrorVariable problems -ErrorAction SilentlyContinue -InformationVariable told
        $results.Email | Should -Be (1..500 | ForEach-Object { "p$_@example.com" })
        $tried = @($results | Where-Object Status -ne NotTried).Count
        $tried | Should -BeIn (20..60)
        $results[-1].Status, $results[-1].Message | Should -Be 'NotTried', 'The run stopped before it was sent.'
        $stopped = @($problems | Where-Object FullyQualifiedErrorId -like 'RunStopped,*')
        $stopped.Count | Should -Be 1
        $stopped[0].Exception.Message | Should -BeLike 'The run was stopped after * failures in a row; the last one was: the connection to * broke*. The rest was not tried.'
        $stopped[0].ErrorDetails.RecommendedAction | Should -BeLike '*The line that closes the run says how to go on.'
        $account.Requests.Total - $asked | Should -Be $tried
        "$($told[-1])" | Should -BeLike "Sending pushes: 0 accepted, * unknown, $(500 - $tried) not tried. *"
        Set-TestFault $account @{}
        $again = $results | Where-Object Status -in Failed, NotTried | Send-SmPush
        @($again | Where-Object Status -eq Accepted).Count | Should -Be (500 - $tried)
        $account.CountSends().Repeated | Should -Be 0
    }
}
