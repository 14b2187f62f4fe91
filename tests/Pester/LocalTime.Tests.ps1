BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
}

AfterAll { Disconnect-SmAccount }

Describe 'Send-SmPushBatch -LocalTime' {
    BeforeEach {
        $account = New-TestAccount
        Connect-SmAccount -SandboxAccount $account
        $emails = @($account.Contacts).Email
        $push = @(Get-SmPush)[0].Id
        $asked = $account.Requests.Total
        $zones = 'Europe/Madrid', 'Asia/Kolkata', 'europe/madrid', 'India Standard Time', ''
        $rows = 0..4 | ForEach-Object { [pscustomobject]@{ Email = $emails[$_]; Timezone = $zones[$_] } }
        $options = @{ LocalTime = '09:00'; ScheduleAt = '2031-05-06'; DefaultTimezone = 'UTC' }
    }

    It 'sends one request to each zone, with its date' {
        $results = $rows | Send-SmPushBatch $push @options -ThrottleLimit 1
        $results.Timezone | Should -Be 'Europe/Madrid', 'Asia/Kolkata', 'UTC'
        $results.Recipients | Should -Be 2, 2, 1
        $results.ScheduledAt | ForEach-Object { $_.UtcDateTime.ToString('s') } | Should -Be '2031-05-06T07:00:00', '2031-05-06T03:30:00', '2031-05-06T09:00:00'
        $sent = @($account.Requests.Recent)[-3..-1].Body | ConvertFrom-Json
        $sent.date | Should -Be ($results.ScheduledAt | ForEach-Object { "$($_.ToUnixTimeMilliseconds())" })
    }

    It 'sends at the next nine o clock without a day' {
        $result = $rows[0] | Send-SmPushBatch $push -LocalTime 09:00
        $zone = [timezoneinfo]::FindSystemTimeZoneById($IsWindows ? 'Romance Standard Time' : 'Europe/Madrid')
        [timezoneinfo]::ConvertTime($result.ScheduledAt, $zone).TimeOfDay | Should -Be ([timespan] '09:00')
        $wait = $result.ScheduledAt - [datetimeoffset]::Now
        $wait.TotalHours | Should -BeGreaterThan 0
        $wait.TotalHours | Should -BeLessThan 25.1
    }

    It 'shows the plan as a table with -WhatIf, and sends nothing' {
        $plan = $rows | Send-SmPushBatch $push @options -WhatIf
        $plan.Timezone | Should -Be 'Asia/Kolkata', 'Europe/Madrid', 'UTC'
        $plan.Recipients | Should -Be 2, 2, 1
        $plan[0].LocalTime.ToString('o') | Should -BeLike '2031-05-06T09:00*+05:30'
        $plan[0].Utc.ToString('o') | Should -BeLike '2031-05-06T03:30*+00:00'
        $plan | Out-String | Should -Match 'Asia/Kolkata +2031-05-06 09:00 \+05:30 +2031-05-06 03:30 +2'
        $account.Requests.Total | Should -Be $asked
    }

    It 'plans and sends only for whom the journal and the lists leave' {
        $journal = Join-Path $TestDrive 'local.journal'
        $list = Join-Path $TestDrive 'list.txt'
        $emails[1] | Set-Content $list
        $null = $rows[0] | Send-SmPushBatch $push @options -JournalPath $journal
        $plan = $rows | Send-SmPushBatch $push @options -JournalPath $journal -ExcludePath $list -WhatIf
        $plan.Recipients | Should -Be 1, 1, 1
        $options.ScheduleAt = '2031-05-07'
        $results = $rows | Send-SmPushBatch $push @options -JournalPath $journal -ExcludePath $list
        $results.Recipients | Should -Be 1, 1, 1
        $account.CountSends().Repeated | Should -Be 0
    }

    It 'fails a row <Problem>, and sends to the others' -ForEach @(
        @{ Problem = 'of an unknown zone'; Zone = 'Europe/Atlantis'; Message = "*'Europe/Atlantis' is not a time zone*" }
        @{ Problem = 'without a zone'; Zone = ' '; Message = '*no Timezone*-DefaultTimezone*' }
    ) {
        $rows = $rows[0], [pscustomobject]@{ Email = $emails[1]; Timezone = $Zone }
        $results = $rows | Send-SmPushBatch $push -LocalTime 09:00 -ErrorVariable problems -ErrorAction SilentlyContinue
        $results.Status | Should -Be 'Failed', 'Accepted'
        $results[0].Message | Should -BeLike $Message
        $problems.Count | Should -Be 1
    }

    It 'ends the command: <Why>' -ForEach @(
        @{ Why = 'no column Timezone'; Send = { [pscustomobject]@{ Email = $emails[0]; Zone = 'UTC' } | Send-SmPushBatch $push -LocalTime 09:00 }; Message = '*-Timezone*Zone*' }
        @{ Why = 'texts have no zone'; Send = { $emails | Send-SmPushBatch $push -LocalTime 09:00 }; Message = '*-DefaultTimezone*' }
        @{ Why = 'recipients have no zone'; Send = { Send-SmPushBatch $push -Email $emails[0] -LocalTime 09:00 }; Message = '*-DefaultTimezone*' }
        @{ Why = 'a tag'; Send = { Send-SmPushBatch $push -Tag VIP -LocalTime 09:00 -DefaultTimezone UTC }; Message = '*-Tag*' }
        @{ Why = 'a time of twelve hours'; Send = { $rows | Send-SmPushBatch $push -LocalTime '9 AM' }; Message = "*'9 AM' is not a time of day*" }
        @{ Why = 'an unknown default zone'; Send = { $rows | Send-SmPushBatch $push -LocalTime 09:00 -DefaultTimezone Nowhere }; Message = "*-DefaultTimezone 'Nowhere'*" }
        @{ Why = 'a default zone for nothing'; Send = { $rows | Send-SmPushBatch $push -DefaultTimezone UTC }; Message = '*-DefaultTimezone is for -LocalTime*' }
        @{ Why = 'a day that is over'; Send = { $rows | Send-SmPushBatch $push -LocalTime 09:00 -ScheduleAt 2026-01-01 }; Message = '*in the past*' }
    ) {
        $Send | Should -Throw -ExpectedMessage $Message
        $account.Requests.Total | Should -Be $asked
    }

    It 'takes one zone for all from the command line' {
        (Send-SmPushBatch $push -Email $emails[0..1] -Timezone Asia/Tokyo -LocalTime 09:00 -ScheduleAt 2031-05-06).ScheduledAt.UtcDateTime.Hour | Should -Be 0
    }

    It 'does not mind a Timezone without -LocalTime' {
        ($rows | Send-SmPushBatch $push).ScheduledAt | Should -BeNullOrEmpty
    }
}
