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
    }
}
