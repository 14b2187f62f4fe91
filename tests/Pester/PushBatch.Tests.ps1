BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
    function Get-Sent { @($account.Requests.Recent)[-1].Body | ConvertFrom-Json }
}

AfterAll { Disconnect-SmAccount }

Describe 'Send-SmPushBatch' {
    BeforeEach {
        $account = New-TestAccount
        Connect-SmAccount -SandboxAccount $account
        $emails = @($account.Contacts).Email
        $tag = @($account.Contacts).Tags | Select-Object -First 1
        $push = Get-SmPush | Select-Object -First 1
        $asked = $account.Requests.Total
    }

    It 'sends one request to addresses and tags' {
        $result = Send-SmPushBatch $push.Id -Email $emails[0..2] -Tag $tag
        $result.Status, $result.Recipients, $result.Batch | Should -Be 'Accepted', 4, 1
        $sent = Get-Sent
        $sent.contacts.addresseeType | Should -Be 'EMAIL', 'TAG'
        $sent.contacts[0].value | Should -Be ($emails[0..2] -join ', ')
        $account.Requests.Total - $asked | Should -Be 1
    }

    It 'packs piped rows into requests of at most -BatchSize recipients' {
        $rows = $emails[0..6] | ForEach-Object { [pscustomobject]@{ Email = $_ } }
        $results = $rows | Send-SmPushBatch $push.Id -BatchSize 3
        $results.Recipients | Should -Be 3, 3, 1
        $results.Batch | Should -Be 1, 2, 3
        $account.CountSends().Recipients | Should -Be 7
    }

    It 'stops at a bad address with -ErrorAction Stop, after the results of all that was sent' {
        $clock = New-HeldClock
        $account = New-TestAccount -Options @{ TimeProvider = $clock }
        Connect-SmAccount -SandboxAccount $account
        Set-TestFault $account @{ Delay = [timespan]::FromSeconds(1) }
        $results = [Collections.Generic.List[object]]::new()
        {
            $emails[0..5] + 'a@@b' + $emails[6..9] | ForEach-Object {
                if ($_ -eq 'a@@b') { $clock.WaitFor(6); Set-TestFault $account @{}; $clock.Release() }
                $_
            } | Send-SmPushBatch $push.Id -BatchSize 1 -ThrottleLimit 8 -ErrorAction Stop | ForEach-Object { $results.Add($_) }
        } | Should -Throw -ErrorId 'InvalidInput,*'
        $results.Status | Should -Be (@('Accepted') * 6)
        $account.Requests.Total | Should -Be 6
    }

    It 'sends once to a recipient that is named twice' {
        (Send-SmPushBatch $push.Id -Email $emails[0], $emails[0].ToUpper(), $emails[1]).Recipients | Should -Be 2
    }

    It 'never takes a tag from a piped row' {
        $row = [pscustomobject]@{ Email = $emails[0]; Tag = $tag }
        $null = $row | Send-SmPushBatch $push.Id
        @((Get-Sent).contacts).addresseeType | Should -Be 'EMAIL'
    }

    It 'takes the push from Get-SmPush and sends each to the given recipients' {
        $results = Get-SmPush | Select-Object -First 2 | Send-SmPushBatch -Email $emails[0]
        $results.Count | Should -Be 2
        $results[0].PushId | Should -Not -Be $results[1].PushId
    }

    It 'schedules: a local time goes out as the right moment' {
        $at = [datetime]::new(2031, 5, 6, 7, 8, 9, [DateTimeKind]::Unspecified)
        $result = Send-SmPushBatch $push.Id -Email $emails[0] -ScheduleAt $at
        $result.ScheduledAt | Should -Be ([datetimeoffset] $at)
        $result.ScheduledAt.Offset | Should -Be ([timespan]::Zero)
        (Get-Sent).date | Should -Be ([datetimeoffset] $at).ToUnixTimeMilliseconds().ToString()
    }

    It 'reads a time written as <Text>' -ForEach @(
        @{ Text = '2031-05-06T07:08:09Z' }, @{ Text = '2031-05-06 09:08:09 +02:00' }
    ) {
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            (Send-SmPushBatch $push.Id -Email $emails[0] -ScheduleAt $Text).ScheduledAt.UtcDateTime | Should -Be ([datetime]::new(2031, 5, 6, 7, 8, 9))
        }
        finally { [cultureinfo]::CurrentCulture = $culture }
    }

    It 'says what a date should look like' {
        { Send-SmPushBatch $push.Id -Email $emails[0] -ScheduleAt soon } | Should -Throw -ExpectedMessage "*'soon' is not an ISO 8601 time*2026-03-31T09:00*"
        { Send-SmPushBatch $push.Id -Email $emails[0] -ScheduleAt '05.06.2031 07:08' } | Should -Throw -ExpectedMessage "*'05.06.2031 07:08' is not an ISO 8601 time*2026-03-31T09:00*"
    }

    It 'sends nothing when -ScheduleAt is in the past' {
        $past = (Get-Date).AddMinutes(-2)
        { Send-SmPushBatch $push.Id -Email $emails[0] -ScheduleAt $past } |
            Should -Throw -ErrorId 'InvalidParameter,*' -ExpectedMessage "-ScheduleAt: $('{0:yyyy-MM-dd HH:mm zzz}' -f $past) is in the past*"
        $account.Requests.Total | Should -Be $asked
    }

    It 'grants a time in the past a minute' {
        (Send-SmPushBatch $push.Id -Email $emails[0] -ScheduleAt (Get-Date).AddSeconds(-30)).Status | Should -Be 'Accepted'
    }

    It 'sends one request for each different time of the rows, whatever their order' {
        $rows = 0..5 | ForEach-Object { [pscustomobject]@{ Email = $emails[$_]; ScheduleAt = "2031-05-0$(1 + $_ % 2)T$($_ -lt 2 ? '09:00+02:00' : '07:00Z')" } }
        $results = $rows | Send-SmPushBatch $push.Id
        $results.Recipients | Should -Be 3, 3
        $results[0].Addressees | Should -Be "EMAIL: $($emails[0, 2, 4] -join ', ')"
        $results.ScheduledAt.UtcDateTime | Should -Be ([datetime]::new(2031, 5, 1, 7, 0, 0)), ([datetime]::new(2031, 5, 2, 7, 0, 0))
        $account.Requests.Total - $asked | Should -Be 2
    }

    It 'fills the requests of each time up to -BatchSize' {
        $rows = 0..5 | ForEach-Object { [pscustomobject]@{ Email = $emails[$_]; ScheduleAt = "2031-05-0$(1 + $_ % 2)T09:00+02:00" } }
        ($rows | Send-SmPushBatch $push.Id -BatchSize 2).Recipients | Should -Be 2, 2, 1, 1
    }

    It 'takes a <Kind> from a row' -ForEach @(
        @{ Kind = 'text'; Value = '2031-05-06T07:08:09Z' }
        @{ Kind = 'date with offset'; Value = [datetimeoffset]::new(2031, 5, 6, 9, 8, 9, [timespan]::FromHours(2)) }
        @{ Kind = 'date in UTC'; Value = [datetime]::new(2031, 5, 6, 7, 8, 9, [DateTimeKind]::Utc) }
        @{ Kind = 'local date'; Value = [datetime]::new(2031, 5, 6, 7, 8, 9, [DateTimeKind]::Utc).ToLocalTime() }
    ) {
        $row = [pscustomobject]@{ Email = $emails[0]; ScheduledAt = $Value }
        ($row | Send-SmPushBatch $push.Id).ScheduledAt.UtcDateTime | Should -Be ([datetime]::new(2031, 5, 6, 7, 8, 9))
        $row = [pscustomobject]@{ Email = $emails[0]; When = $Value }
        ($row | Send-SmPushBatch $push.Id -ScheduleAt { $_.When }).ScheduledAt.UtcDateTime | Should -Be ([datetime]::new(2031, 5, 6, 7, 8, 9))
    }

    It 'fails a row whose time is <Problem>, and sends to the others' -ForEach @(
        @{ Problem = 'written in the way of one country'; Text = '05.06.2031 07:08'; Message = "*'05.06.2031 07:08' is not an ISO 8601 time*2026-03-31T09:00*" }
        @{ Problem = 'in the past'; Text = '2020-05-06T07:08Z'; Message = '*2020-05-06*is in the past*' }
        @{ Problem = 'empty'; Text = ''; Message = '*ScheduleAt is empty*' }
        @{ Problem = 'not a time'; Text = 'soon'; Message = "*'soon' is not an ISO 8601 time*" }
    ) {
        $rows = @(
            [pscustomobject]@{ Email = $emails[0]; ScheduleAt = '2031-05-06T07:08Z' }
            [pscustomobject]@{ Email = $emails[1]; ScheduleAt = $Text }
            [pscustomobject]@{ Email = $emails[2]; ScheduleAt = '2031-05-06T07:08Z' }
        )
        $results = $rows | Send-SmPushBatch $push.Id -ErrorVariable problems -ErrorAction SilentlyContinue
        $results.Status | Should -Be 'Failed', 'Accepted'
        $results.Addressees | Should -Be "EMAIL: $($emails[1])", "EMAIL: $($emails[0]), $($emails[2])"
        $results[0].Message | Should -BeLike $Message
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
        $account.Requests.Total - $asked | Should -Be 1
    }

    It 'never sends at once what a row wants later, when the result of that is piped back in' {
        $at = [datetimeoffset]::Now.AddDays(3)
        $result = Send-SmPushBatch $push.Id -Email $emails[0] -ScheduleAt $at
        ($result | Send-SmPushBatch -Email $emails[1]).ScheduledAt.UtcTicks | Should -Be $at.UtcTicks
        $result = Send-SmPushBatch $push.Id -Email $emails[0]
        ($result | Send-SmPushBatch -Email $emails[2]).ScheduledAt | Should -BeNullOrEmpty
    }

    It 'shows times with their offset, on screen and with -WhatIf' {
        $at = [datetimeoffset]::new(2031, 5, 6, 7, 8, 0, [timespan]::Zero)
        $local = $at.ToLocalTime().ToString('yyyy-MM-dd HH:mm zzz', [cultureinfo]::InvariantCulture)
        $result = Send-SmPushBatch $push.Id -Email $emails[0] -ScheduleAt $at
        $result | Out-String | Should -BeLike "*$local*"
        $result | Format-List | Out-String | Should -BeLike "*ScheduledAt*: $local*"
        Start-Transcript (Join-Path $TestDrive 'when.txt') | Out-Null
        Send-SmPushBatch $push.Id -Email $emails[0] -ScheduleAt $at -WhatIf
        Stop-Transcript | Out-Null
        Get-Content (Join-Path $TestDrive 'when.txt') -Raw | Should -BeLike "*at $local*"
    }

    It 'sends as many recipients of the command line as one request takes' {
        (Send-SmPushBatch $push.Id -Email $emails[0..2] -BatchSize 3).Recipients | Should -Be 3
    }

    It 'drops one bad address with an error and sends to the others' {
        $result = Send-SmPushBatch $push.Id -Email $emails[0], 'a,b@example.com', $emails[1] -ErrorVariable problems -ErrorAction SilentlyContinue
        $result.Recipients | Should -Be 2
        $problems.Count | Should -Be 1
        $problems[0].TargetObject | Should -Be 'a,b@example.com'
        $problems[0].Exception.Message | Should -Match 'comma'
    }

    It 'asks for recipients when there are none' {
        { Send-SmPushBatch $push.Id } | Should -Throw -ErrorId 'InvalidParameter,*'
        @() | Send-SmPushBatch $push.Id | Should -BeNullOrEmpty
    }

    It 'says which piped row names no recipient, and sends to the others' {
        $rows = @(
            [pscustomobject]@{ Email = $emails[0] }
            [pscustomobject]@{ 'E-mail' = $emails[1] }
            [pscustomobject]@{ Email = ''; ContactId = ' ' }
            [pscustomobject]@{ Email = $emails[2] }
        )
        $result = $rows | Send-SmPushBatch $push.Id -ErrorVariable problems -ErrorAction SilentlyContinue
        $result.Recipients | Should -Be 2
        $problems.Count | Should -Be 2
        $problems.TargetObject | Should -Be $rows[1, 2]
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
        $problems[0].Exception.Message | Should -BeLike '*no recipient*Email, ContactId or UserId*E-mail*'
    }

    It 'does not send again to -Tag for each row with other properties' {
        $rows = 'a', 'a', 'b' | ForEach-Object { [pscustomobject]@{ Email = $emails[0]; Properties = "{`"code`":`"$_`"}" } }
        $result = $rows | Send-SmPushBatch $push.Id -Tag $tag -ErrorVariable problems -ErrorAction SilentlyContinue
        $result.Addressees | Should -Be "TAG: $tag; EMAIL: $($emails[0])"
        $problems.Count | Should -Be 1
        $problems[0].TargetObject | Should -Be $rows[2]
        $problems[0].Exception.Message | Should -BeLike '*recipients on the command line*twice*'
        $rows = 'a', 'b' | ForEach-Object { [pscustomobject]@{ Properties = @{ code = $_ } } }
        @($rows | Send-SmPushBatch $push.Id -Tag $tag -ErrorAction SilentlyContinue).Count | Should -Be 1
        $account.Requests.Total - $asked | Should -Be 2
    }

    It 'sends rows with other properties as requests of their own' {
        $rows = 'a', 'b' | ForEach-Object { [pscustomobject]@{ Email = $emails[0]; Properties = @{ code = $_ } } }
        ($rows | Send-SmPushBatch $push.Id).Count | Should -Be 2
    }

    It 'sends a custom push' {
        $result = Send-SmPushBatch -Title Sale -Content 'Come ${name:in}' -Deeplink myapp://shop -ImageUrl https://example.com/a.png -Email $emails[0..1]
        $result.Status | Should -Be 'Accepted'
        $sent = Get-Sent
        $sent.content.personalized, $sent.title.personalized | Should -Be $true, $false
    }

    It 'sends nothing with -WhatIf, and says to whom it would' {
        Start-Transcript (Join-Path $TestDrive 'whatif.txt') | Out-Null
        $null = Send-SmPushBatch $push.Id -Tag $tag -Email $emails[0] -WhatIf
        Stop-Transcript | Out-Null
        Get-Content (Join-Path $TestDrive 'whatif.txt') -Raw | Should -Match "1 recipients and everybody tagged $tag|1 recipient and everybody tagged $tag"
        $account.Requests.Total | Should -Be $asked
    }

    It 'skips with a journal what was accepted before' {
        $journal = Join-Path $TestDrive 'batch.journal'
        $null = $emails[0..3] | Send-SmPushBatch $push.Id -BatchSize 2 -JournalPath $journal
        $results = $emails[0..5] | Send-SmPushBatch $push.Id -BatchSize 2 -JournalPath $journal
        $results.Status | Should -Be 'Skipped', 'Skipped', 'Accepted'
        $account.CountSends().Repeated | Should -Be 0
    }

    It 'sends to nobody twice with a journal, however the list is changed and cut' {
        $journal = Join-Path $TestDrive 'grown.journal'
        $null = $emails[0..2] | Send-SmPushBatch $push.Id -BatchSize 2 -JournalPath $journal
        $results = $emails[0..5] | Send-SmPushBatch $push.Id -BatchSize 2 -JournalPath $journal
        $results.Status | Should -Be 'Skipped', 'Accepted', 'Accepted'
        $results.Recipients | Should -Be 0, 1, 2
        $results.Skipped | Should -Be 2, 1, 0
        $results = $emails[6..0] | Send-SmPushBatch $push.Id -BatchSize 4 -JournalPath $journal
        $results.Status | Should -Be 'Accepted', 'Skipped'
        $results[0].Addressees | Should -Be "EMAIL: $($emails[6])"
        $account.CountSends().Repeated | Should -Be 0
        $account.CountSends().Recipients | Should -Be 7
        (Get-SmSendJournal $journal).Recipient | Sort-Object | Should -Be ($emails[0..6] | Sort-Object)
    }

    It 'is continued at another time without sending again to who has it' {
        $journal = Join-Path $TestDrive 'scheduled.journal'
        $null = $emails[0..1] | Send-SmPushBatch $push.Id -JournalPath $journal -ScheduleAt (Get-Date).AddDays(1)
        $result = $emails[0..2] | Send-SmPushBatch $push.Id -JournalPath $journal -ScheduleAt (Get-Date).AddDays(2)
        $result.Addressees, $result.Skipped | Should -Be "EMAIL: $($emails[2])", 2
    }

    It 'lets -WhatIf tell with a journal to how many it would send' {
        $journal = Join-Path $TestDrive 'whatif.journal'
        $null = $emails[0..2] | Send-SmPushBatch $push.Id -JournalPath $journal
        Start-Transcript (Join-Path $TestDrive 'whatif-batch.txt') | Out-Null
        $null = $emails[0..5] | Send-SmPushBatch $push.Id -BatchSize 5 -JournalPath $journal -WhatIf
        $null = $emails[0..1] | Send-SmPushBatch $push.Id -JournalPath $journal -WhatIf
        Stop-Transcript | Out-Null
        $told = Get-Content (Join-Path $TestDrive 'whatif-batch.txt') | Where-Object { $_ -like 'What if:*' }
        $told[0] | Should -BeLike '*2 recipients (without 3 that the journal knows)*'
        $told[1] | Should -BeLike "*Send push*$($emails[5])*"
        $told[2] | Should -BeLike '*Skip (accepted before)*2 recipients*'
    }
}

Describe 'A batch that can be followed' {
    BeforeEach {
        $account = New-TestAccount
        Connect-SmAccount -SandboxAccount $account
        $push = Get-SmPush 'Spring campaign'
        $asked = $account.Requests.Total
    }

    It 'names tags as tags and shows when it is sent' {
        $shown = Send-SmPushBatch $push -Tag VIP, LAPSED -ScheduleAt 2090-01-01T09:00+01:00 | Out-String -Width 160
        $shown | Should -Match ' 2 tags '
        $shown | Should -Match ([regex]::Escape(([datetimeoffset] '2090-01-01T09:00+01:00').ToLocalTime().ToString('yyyy-MM-dd HH:mm zzz')))
        (Send-SmPushBatch $push -Email (@($account.Contacts)[0].Email) -Tag VIP | Out-String -Width 160) | Should -Match ' 1 \+ 1 tag '
    }

    It 'warns once when the server says that some were not found' {
        $results = 'nobody@example.com', 'no.one@example.com' | Send-SmPushBatch $push -BatchSize 1 -WarningVariable warnings -WarningAction SilentlyContinue
        $results.Status | Should -Be 'Accepted', 'Accepted'
        $warnings.Message | Should -Be 'The server accepted request 1, but did not find all recipients: 1 of the recipients were not found. See the Message of each result.'
        $account.Requests.Total - $asked | Should -Be 2
    }

    It 'has no recipients when the journal left out all of them' {
        $journal = Join-Path $TestDrive 'followed.journal'
        $emails = @($account.Contacts).Email[0..19]
        $null = $emails | Send-SmPushBatch $push -JournalPath $journal
        $sends = $account.Sends
        $again = $emails | Send-SmPushBatch $push -JournalPath $journal
        $again.Status, $again.Recipients, $again.Skipped | Should -Be 'Skipped', 0, 20
        $account.Sends | Should -Be $sends
    }
}
