BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
    $people = 1..2000 | ForEach-Object { [pscustomobject]@{ Email = "user$_@example.com"; Number = $_ } }
}

Describe 'Split-SmAudience' {
    It 'gives each group its share' {
        $groups = $people | Split-SmAudience -Name A, B, Rest -Weight 10, 10, 80 -Seed spring | Group-Object Group -AsHashTable
        $groups.Count | Should -Be 3
        $groups.A.Count, $groups.B.Count | ForEach-Object { $_ | Should -BeGreaterThan 150; $_ | Should -BeLessThan 250 }
        $groups.A.Count + $groups.B.Count + $groups.Rest.Count | Should -Be 2000
    }

    It 'gives equal shares without -Weight' {
        $groups = $people | Split-SmAudience A, B | Group-Object Group
        $groups.Count | Should -Be 2
        foreach ($group in $groups) { $group.Count | Should -BeGreaterThan 900 }
    }

    It 'gives a person the same group in another order, in a part of the list, and in other case' {
        $all = @{}
        $people | Split-SmAudience A, B, C -Seed s | ForEach-Object { $all[$_.Email] = $_.Group }
        foreach ($row in $people[1999..1500] | Split-SmAudience A, B, C -Seed s) { $row.Group | Should -Be $all[$row.Email] }
        foreach ($row in $people[0..99].Email.ToUpper() | Split-SmAudience A, B, C -Seed s) { $row.Group | Should -Be $all[$row.Email.ToLower()] }
    }

    It 'divides all into shards, without overlap' {
        $shards = 0..3 | ForEach-Object { $people | Split-SmAudience -Count 4 -Index $_ -Seed spring }
        @($shards).Count | Should -Be 2000
        @($shards.Email | Sort-Object -Unique).Count | Should -Be 2000
        $shards.Shard | Sort-Object -Unique | Should -Be '0/4:spring', '1/4:spring', '2/4:spring', '3/4:spring'
    }

    It 'keeps everybody without -Index' {
        ($people | Split-SmAudience -Count 2 | Group-Object Shard | Sort-Object Name).Name | Should -Be '0/2', '1/2'
    }

    It 'keeps the columns and leaves the input as it was' {
        $row = [pscustomobject]@{ UserId = '42'; Discount = '20%' }
        $result = $row | Split-SmAudience A
        $result.UserId, $result.Discount, $result.Group | Should -Be '42', '20%', 'A'
        $row.PSObject.Properties.Name | Should -Be 'UserId', 'Discount'
    }

    It 'makes an object of an address' {
        $result = ' name@example.com' | Split-SmAudience -Count 1
        $result.PSObject.Properties.Name | Should -Be 'Email', 'Shard'
    }

    It 'takes another column by a script block' {
        ([pscustomobject]@{ Mail = 'name@example.com' } | Split-SmAudience A, B -Email { $_.Mail }).Group |
            Should -Be ('name@example.com' | Split-SmAudience A, B).Group
    }

    It 'streams' {
        $seen = [Collections.Generic.List[int]]::new()
        1..100 | ForEach-Object { $seen.Add($_); "user$_@example.com" } | Split-SmAudience A | Select-Object -First 1 | Out-Null
        $seen.Count | Should -Be 1
    }

    It 'ends the command: <Why>' -ForEach @(
        @{ Why = 'an index beyond the count'; Split = { 'a@b.cc' | Split-SmAudience -Count 4 -Index 4 }; Message = '*-Index 4*0 to 3*' }
        @{ Why = 'an index that is null'; Split = { 'a@b.cc' | Split-SmAudience -Count 4 -Index $null }; Message = '*Index*' }
        @{ Why = 'an index that is an empty text'; Split = { 'a@b.cc' | Split-SmAudience -Count 4 -Index '' }; Message = '*Index*' }
        @{ Why = 'a seed that is null'; Split = { 'a@b.cc' | Split-SmAudience -Count 4 -Seed $null }; Message = '*Seed*' }
        @{ Why = 'weights that do not match'; Split = { 'a@b.cc' | Split-SmAudience A, B -Weight 1 }; Message = '*-Weight has 1*2 names*' }
        @{ Why = 'a negative weight'; Split = { 'a@b.cc' | Split-SmAudience A, B -Weight 1, -1 }; Message = '*Weight*' }
        @{ Why = 'no weight at all'; Split = { 'a@b.cc' | Split-SmAudience A, B -Weight 0, 0 }; Message = '*-Weight*above 0*' }
        @{ Why = 'a name twice'; Split = { 'a@b.cc' | Split-SmAudience A, a }; Message = '*-Name*twice*' }
        @{ Why = 'a column of that name'; Split = { [pscustomobject]@{ Email = 'a@b.cc'; Group = 'mine' } | Split-SmAudience A }; Message = '*column Group*' }
        @{ Why = 'rows that have no column for a person'; Split = { [pscustomobject]@{ Mail = 'a@b.cc' } | Split-SmAudience A }; Message = '*names nobody*Mail*' }
    ) { $Split | Should -Throw -ExpectedMessage $Message }

    It 'reports a row that names nobody, and goes on' {
        $rows = [pscustomobject]@{ Email = 'a@example.com' }, [pscustomobject]@{ Email = '' }, [pscustomobject]@{ Email = 'b@example.com' }
        ($rows | Split-SmAudience A -ErrorVariable problems -ErrorAction SilentlyContinue).Email | Should -Be 'a@example.com', 'b@example.com'
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
    }

    It 'reports five rows that name nobody, and counts the others' {
        $rows = @([pscustomobject]@{ Email = 'a@example.com' }) + (1..20 | ForEach-Object { [pscustomobject]@{ Email = '' } })
        $null = $rows | Split-SmAudience A -ErrorVariable problems -ErrorAction SilentlyContinue -WarningVariable told -WarningAction SilentlyContinue
        $problems.Count | Should -Be 5
        $told | Should -Be '15 more errors of the kind InvalidInput are not shown; their rows are in no group either.'
    }
}

Describe 'Shards and journals' {
    BeforeEach {
        $account = New-TestAccount
        Connect-SmAccount -SandboxAccount $account
        $push = @(Get-SmPush)[0].Id
        $journal = Join-Path $TestDrive "$(New-Guid).journal"
        $rows = @($account.Contacts).Email[0..11] | ForEach-Object {
            [pscustomobject]@{ Email = $_; PushRegistrationId = "token-$_"; System = 'IOS' }
        }
        $asked = $account.Requests.Total
    }

    AfterAll { Disconnect-SmAccount }

    It '<Sender> sends nothing of <What>' -ForEach @(
        foreach ($sender in 'Send-SmPush', 'Send-SmPushBatch', 'New-SmContact') {
            @{ Sender = $sender; What = 'another shard'; Split = { $rows | Split-SmAudience -Count 2 -Index 1 -Seed spring } }
            @{ Sender = $sender; What = 'another count'; Split = { $rows | Split-SmAudience -Count 3 -Index 0 -Seed spring } }
            @{ Sender = $sender; What = 'another seed'; Split = { $rows | Split-SmAudience -Count 2 -Index 0 -Seed summer } }
            @{ Sender = $sender; What = 'a list that is not divided'; Split = { $rows } }
        }
    ) {
        $options = @{ JournalPath = $journal }
        if ($Sender -ne 'New-SmContact') { $options.PushId = $push }
        $first = $rows | Split-SmAudience -Count 2 -Index 0 -Seed spring | & $Sender @options
        $first.Status | Sort-Object -Unique | Should -Be 'Accepted'
        $asked = $account.Requests.Total
        { & $Split | & $Sender @options } | Should -Throw -ErrorId 'ShardMismatch,*' -ExpectedMessage "*belongs to shard '0/2:spring'*"
        { & $Split | & $Sender @options -WhatIf } | Should -Throw -ErrorId 'ShardMismatch,*'
        $account.Requests.Total | Should -Be $asked
        ($rows | Split-SmAudience -Count 2 -Index 0 -Seed spring | & $Sender @options).Status | Sort-Object -Unique | Should -Be 'Skipped'
    }

    It 'ends a run at the first row of another shard, and says so once' {
        $results = $rows | Split-SmAudience -Count 4 -Seed spring |
            Send-SmPush $push -JournalPath $journal -ThrottleLimit 1 -ErrorVariable problems -ErrorAction SilentlyContinue
        $results.Count | Should -Be 12
        $results[0].Shard | Should -BeIn '0/4:spring', '1/4:spring', '2/4:spring', '3/4:spring'
        $results | Where-Object Status -eq Accepted | ForEach-Object { $_.Shard | Should -Be $results[0].Shard }
        $results[-1].Status | Should -Be 'NotTried'
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'ShardMismatch,*'
    }

    It 'takes results of a shard again' {
        $strangers = 1..4 | ForEach-Object { "nobody$_@nowhere.example" }
        $options = @{ JournalPath = $journal; ErrorAction = 'SilentlyContinue'; ErrorVariable = 'problems' }
        $failed = $strangers | Split-SmAudience -Count 1 -Seed spring | Send-SmPush $push @options
        $failed | Export-Csv (Join-Path $TestDrive 'failed.csv')
        $again = Import-Csv (Join-Path $TestDrive 'failed.csv') | Send-SmPush @options
        $again.Shard | Should -Be (@('0/1:spring') * 4)
        $again.Status | Should -Be (@('Failed') * 4)
        $problems.FullyQualifiedErrorId | Should -BeLike 'RequestRejected,*'
    }

    It 'does not mind the shard without a journal' {
        ($rows | Split-SmAudience -Count 4 -Seed spring | Send-SmPush $push).Status | Sort-Object -Unique | Should -Be 'Accepted'
    }

    It 'refuses a column Shard of another meaning for a journal' {
        $row = [pscustomobject]@{ Email = $rows[0].Email; Shard = 'eu-1' }
        { $row | Send-SmPush $push -JournalPath $journal } | Should -Throw -ErrorId 'ShardMismatch,*' -ExpectedMessage "*'eu-1' is not a shard*"
        $journal | Should -Not -Exist
        $account.Requests.Total | Should -Be $asked
    }
}
