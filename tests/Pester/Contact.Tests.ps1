BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
}

AfterAll { Disconnect-SmAccount }

Describe 'New-SmContact' {
    BeforeEach {
        $account = New-TestAccount
        Connect-SmAccount -SandboxAccount $account
    }

    It 'binds every field of a CSV row by name' {
        $csv = Join-Path $TestDrive 'contacts.csv'
        'email,pushRegistrationId,applicationSimpleId,system,systemVersion,deviceModel,phone,timezone,locale',
        'new@example.com,token-1,my_example_app,android,13,Samsung,+1555443322,Europe/Madrid,es-ES' | Set-Content $csv
        $contact = Import-Csv $csv | New-SmContact
        $contact.Status | Should -Be 'Accepted'
        $contact.UserId | Should -Not -BeNullOrEmpty
        $contact.Message | Should -Match 'created'
        $sent = @($account.Requests.Recent)[-1].Body | ConvertFrom-Json
        $sent.applicationSimpleId, $sent.system, $sent.locale, $sent.timezone | Should -Be 'my_example_app', 'ANDROID', 'es_ES', 'Europe/Madrid'
        $sent.systemVersion, $sent.deviceModel, $sent.phone | Should -Be '13', 'Samsung', '+1555443322'
    }

    It 'leaves out what a row leaves empty' {
        $null = [pscustomobject]@{ Email = 'new@example.com'; PushRegistrationId = 't'; System = 'IOS'; Phone = ''; Timezone = ''; Locale = '' } | New-SmContact
        $sent = @($account.Requests.Recent)[-1].Body | ConvertFrom-Json -AsHashtable
        $sent.Keys | Should -Not -Contain 'phone'
        $sent.Keys | Should -Not -Contain 'timezone'
    }

    It 'tells all that is wrong with a row at once, sends nothing, and goes on' {
        $rows = @(
            [pscustomobject]@{ Email = 'a@@example.com'; PushRegistrationId = ''; System = 'WINDOWS' }
            [pscustomobject]@{ Email = 'new@example.com'; PushRegistrationId = 't'; System = 'IOS' }
        )
        $contacts = $rows | New-SmContact -ErrorVariable problems -ErrorAction SilentlyContinue
        $contacts.Status | Should -Be 'Failed', 'Accepted'
        $problems.Count | Should -Be 1
        $problems[0].TargetObject | Should -Be 'a@@example.com'
        foreach ($field in 'email', 'pushRegistrationId', 'system') { $problems[0].Exception.Message | Should -Match $field }
        $account.Requests.Total | Should -Be 1
    }

    It 'sends nothing with -WhatIf' {
        New-SmContact new@example.com -PushRegistrationId t -System IOS -WhatIf | Should -BeNullOrEmpty
        $account.Requests.Total | Should -Be 0
    }

    It 'transfers nobody twice with a journal' {
        $journal = Join-Path $TestDrive 'contacts.journal'
        $row = [pscustomobject]@{ Email = 'new@example.com'; PushRegistrationId = 't'; System = 'IOS' }
        ($row | New-SmContact -JournalPath $journal).Status | Should -Be 'Accepted'
        ($row | New-SmContact -JournalPath $journal).Status | Should -Be 'Skipped'
        $account.Requests.Total | Should -Be 1
    }

    It 'flows into Send-SmPush and Get-SmPushHistory' {
        $push = Get-SmPush | Select-Object -First 1
        $result = New-SmContact new@example.com -PushRegistrationId t -System IOS | Send-SmPush $push.Id
        $result.Status, $result.Email | Should -Be 'Accepted', 'new@example.com'
        ($result | Get-SmPushHistory).Name | Should -Be $push.Name
    }

    It 'survives CSV and pipes back in' {
        $failed = [pscustomobject]@{ Email = 'new@example.com'; PushRegistrationId = 't'; System = 'IOS'; ApplicationId = 'no_such_app' } |
            New-SmContact -ErrorAction SilentlyContinue | ConvertTo-Csv | ConvertFrom-Csv
        $failed.Status | Should -Be 'Failed'
        $failed.ApplicationId = 'my_example_app'
        ($failed | New-SmContact).Status | Should -Be 'Accepted'
    }
}

Describe 'New-SmContact -Timezone' {
    BeforeEach {
        $account = New-TestAccount
        Connect-SmAccount -SandboxAccount $account
        $contact = @{ Email = 'zone@example.com'; PushRegistrationId = 't'; System = 'IOS' }
        function Get-Zone { (@($account.Requests.Recent)[-1].Body | ConvertFrom-Json).timezone }
    }

    It 'sends <Typed> as <Sent>' -ForEach @(
        @{ Typed = 'europe/madrid'; Sent = 'Europe/Madrid' }, @{ Typed = 'Europe/Kyiv'; Sent = 'Europe/Kyiv' }
        @{ Typed = 'antarctica/troll'; Sent = 'Antarctica/Troll' }, @{ Typed = 'cet'; Sent = 'CET' }
    ) {
        (New-SmContact @contact -Timezone $Typed -WarningVariable warnings).Status | Should -Be 'Accepted'
        Get-Zone | Should -BeExactly $Sent
        $warnings | Should -BeNullOrEmpty
    }

    It 'warns of a name that nobody knows, and sends it' {
        (New-SmContact @contact -Timezone Europe/Atlantis -WarningVariable warnings -WarningAction SilentlyContinue).Status | Should -Be 'Accepted'
        Get-Zone | Should -Be 'Europe/Atlantis'
        "$warnings" | Should -BeLike '*Europe/Atlantis*'
    }
}
