BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
}

AfterAll { Disconnect-SmAccount }

Describe '-ExcludePath' {
    BeforeEach {
        $account = New-TestAccount
        Connect-SmAccount -SandboxAccount $account
        $emails = @($account.Contacts).Email
        $push = @(Get-SmPush)[0].Id
        $asked = $account.Requests.Total
        Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive (New-Guid)))
    }

    AfterEach { Pop-Location }

    It 'leaves people out of Send-SmPush, with the reason' {
        "Name;Email`r`nAnn;$($emails[1].ToUpper())" | Set-Content unsubscribed.csv -Encoding unicode
        $results = $emails[0..2] | Send-SmPush $push -ExcludePath unsubscribed.csv
        $results.Status | Should -Be 'Accepted', 'Skipped', 'Accepted'
        $results[1].Message | Should -Be 'Excluded: unsubscribed.csv names this recipient.'
        $account.Requests.Total - $asked | Should -Be 2
    }

    It 'leaves people out of Send-SmPushBatch, and says how many' {
        $emails[1] | Set-Content unsubscribed.txt
        $emails[2] | Set-Content complained.txt
        $results = $emails[0..4] | Send-SmPushBatch $push -ExcludePath unsubscribed.txt, complained.txt -BatchSize 3
        $results.Recipients | Should -Be 1, 2
        $results.Skipped | Should -Be 2, 0
        $results[0].Addressees | Should -Be "EMAIL: $($emails[0])"
        $results[0].Message | Should -BeLike '*Excluded: 1 named in unsubscribed.txt, 1 named in complained.txt.'
        $result = $emails[1..2] | Send-SmPushBatch $push -ExcludePath *.txt
        $result.Status, $result.Recipients, $result.Skipped | Should -Be 'Skipped', 0, 2
        $result.Addressees | Should -Be "EMAIL: $($emails[1]), $($emails[2])"
        $result = Send-SmPushBatch $push -Email $emails[0..1] -ExcludePath unsubscribed.txt
        $result.Addressees, $result.Skipped | Should -Be "EMAIL: $($emails[0])", 1
    }

    It 'leaves contacts out of New-SmContact' {
        'Email', $emails[0] | Set-Content list.csv
        $rows = $emails[0..1] | ForEach-Object { [pscustomobject]@{ Email = $_; System = 'IOS'; PushRegistrationId = "token-$_" } }
        ($rows | New-SmContact -ExcludePath list.csv).Status | Should -Be 'Skipped', 'Accepted'
    }

    It 'leaves out whom another campaign reached' {
        $null = $emails[0..1] + 'nobody@nowhere.example' | Send-SmPush $push -JournalPath first.journal -ErrorAction SilentlyContinue
        $null = $emails[2] | Send-SmPushBatch $push -JournalPath second.journal
        $other = @(Get-SmPush)[1].Id
        ($emails[0..3] + 'nobody@nowhere.example' | Send-SmPush $other -ExcludePath *.journal -ErrorAction SilentlyContinue).Status |
            Should -Be 'Skipped', 'Skipped', 'Skipped', 'Accepted', 'Failed'
    }

    It 'compares every id of a row' {
        'UserId', '42' | Set-Content list.csv
        $rows = [pscustomobject]@{ Email = $emails[0]; UserId = '42' }, [pscustomobject]@{ Email = $emails[1]; UserId = '43' }
        ($rows | Send-SmPush $push -ExcludePath list.csv).Status | Should -Be 'Skipped', 'Accepted'
        ($rows | Send-SmPushBatch $push -ExcludePath list.csv).Addressees | Should -Be "EMAIL: $($emails[1])"
    }

    It 'sends nothing to a list <Problem>' -ForEach @(
        @{ Problem = 'of another kind of id'; Text = 'UserId', '42'; Id = 'InvalidParameter,*'; Message = '*names people by UserId*by Email. They cannot be compared.' }
        @{ Problem = 'without a column'; Text = 'Mail,Name', 'a@x.com,Ann'; Id = 'FileReadFailed,*'; Message = "*no column Email*'Mail', 'Name'*" }
        @{ Problem = 'that is not there'; Text = $null; Id = 'FileReadFailed,*'; Message = '*list.csv*Nothing was sent*' }
    ) {
        if ($Text) { $Text | Set-Content list.csv }
        { $emails | Send-SmPush $push -ExcludePath list.csv } | Should -Throw -ErrorId $Id -ExpectedMessage $Message
        { $emails | Send-SmPushBatch $push -ExcludePath list.csv } | Should -Throw -ErrorId $Id
        { [pscustomobject]@{ Email = $emails[0]; System = 'IOS'; PushRegistrationId = 't' } | New-SmContact -ExcludePath list.csv } |
            Should -Throw -ErrorId $Id
        $account.Requests.Total | Should -Be $asked
    }

    It 'sends nothing to a tag' {
        $emails[0] | Set-Content list.txt
        { Send-SmPushBatch $push -Tag VIP -ExcludePath list.txt } | Should -Throw -ErrorId 'InvalidParameter,*' -ExpectedMessage '*-Tag*'
        $account.Requests.Total | Should -Be $asked
    }

    It 'sends nothing when a wildcard matches no file, and takes a name with brackets' {
        { $emails | Send-SmPush $push -ExcludePath *.lst } | Should -Throw -ErrorId 'FileReadFailed,*' -ExpectedMessage "*'*.lst' matches no file*"
        $emails[0] | Set-Content -LiteralPath 'list[1].txt'
        ($emails[0] | Send-SmPush $push -ExcludePath 'list[1].txt').Status | Should -Be 'Skipped'
    }

    It 'fails a later row that cannot be compared, and sends to the others' {
        $emails[1] | Set-Content list.txt
        $rows = [pscustomobject]@{ Email = $emails[0] }, [pscustomobject]@{ Email = ''; UserId = '42' }, [pscustomobject]@{ Email = $emails[1] }
        $results = $rows | Send-SmPush $push -ExcludePath list.txt -ErrorAction SilentlyContinue
        $results.Status | Should -Be 'Accepted', 'Failed', 'Skipped'
        $results[1].Message | Should -BeLike '*cannot be compared*'
    }

    It 'warns once of people whom it cannot recognise, and of an empty list' {
        'Email,UserId', "$($emails[0]),1", ',2' | Set-Content list.csv
        $null = $emails[1..3] | Send-SmPush $push -ExcludePath list.csv -WarningVariable warnings -WarningAction SilentlyContinue
        @($warnings).Count | Should -Be 1
        $warnings[0] | Should -BeLike '*1 of the 2 people of list.csv have no Email*'
        Set-Content empty.txt '' -NoNewline
        $null = $emails[1] | Send-SmPush $push -ExcludePath empty.txt -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings[0] | Should -BeLike '*empty.txt names nobody*'
    }

    It 'tells with -WhatIf whom it leaves out' {
        $emails[0] | Set-Content list.txt
        Start-Transcript whatif.log | Out-Null
        $emails[0..1] | Send-SmPush $push -ExcludePath list.txt -WhatIf
        $emails[0..1] | Send-SmPushBatch $push -ExcludePath list.txt -WhatIf
        Stop-Transcript | Out-Null
        $told = Get-Content whatif.log | Where-Object { $_ -like 'What if:*' }
        $told.Count | Should -Be 3
        $told[0] | Should -BeLike '*Skip (Excluded: list.txt names this recipient)*'
        $told[2] | Should -BeLike "*$($emails[1]) (without 1 on exclusion lists)*"
        $account.Requests.Total | Should -Be $asked
    }
}
