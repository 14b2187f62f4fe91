BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
    $module = Join-Path $PSScriptRoot '../../SalesManagoMobile.psd1'
}

AfterAll { Disconnect-SmAccount }

Describe 'The pace of a session' {
    It 'holds for two runs and a reader in three runspaces together, in every second' {
        $account = New-TestAccount -Options @{ AcceptAnyRecipient = $true }
        $session = Connect-SmAccount -SandboxAccount $account -MaxRequestsPerSecond 50 -PassThru
        $id = (Get-SmPush | Select-Object -First 1).Id
        $before = $account.Requests.Total
        $times = 'a', 'b', 'reader' | ForEach-Object -ThrottleLimit 3 -Parallel {
            Import-Module $using:module
            $session = $using:session
            $who = $_
            if ($who -eq 'reader') {
                1..20 | ForEach-Object { $null = Get-SmPush -Session $session; [DateTimeOffset]::UtcNow }
            }
            else {
                1..90 | ForEach-Object { "$who$_@example.com" } |
                    Send-SmPush $using:id -Session $session -MaxRequestsPerSecond 1000 | ForEach-Object At
            }
        }
        $sorted = @($times | Sort-Object UtcTicks)
        $sorted.Count | Should -Be 200
        $account.Requests.Total - $before | Should -Be 200
        ($sorted[-1] - $sorted[0]).TotalSeconds | Should -BeGreaterThan 3.8

        # The times are those of the answers: a busy machine may bring some together.
        foreach ($time in $sorted) {
            @($sorted | Where-Object { $_ -ge $time -and $_ -lt $time.AddSeconds(1) }).Count | Should -BeLessOrEqual 60
        }
    }

    It 'adapts unless it is told a number, and the session shows it' {
        $session = Connect-SmAccount -Sandbox -PassThru
        $session.ThrottleLimit | Should -BeNullOrEmpty
        $session.CurrentThrottleLimit | Should -Be 8
        $session.CurrentMaxRequestsPerSecond | Should -BeNullOrEmpty
        $told = Connect-SmAccount -Sandbox -ThrottleLimit 3 -MaxRequestsPerSecond 12.5 -PassThru
        $told.CurrentThrottleLimit, $told.CurrentMaxRequestsPerSecond | Should -Be 3, 12.5
        Get-SmPush -Session $told -Verbose 4>&1 | Select-Object -First 1 | Should -BeLike '*; at most 3 in flight, 12*5 per second'
    }

    It 'slows down after a 429, and the command goes on' {
        $account = New-TestAccount -Options @{ AcceptAnyRecipient = $true; MaxRequestsPerSecond = 40 } -Faults @{ RetryAfter = [TimeSpan]::FromSeconds(1) }
        $session = Connect-SmAccount -SandboxAccount $account -PassThru
        $push = Get-SmPush | Select-Object -First 1
        $results = 1..120 | ForEach-Object { "p$_@example.com" } | Send-SmPush $push.Id
        ($results | Where-Object Status -eq Accepted).Count | Should -Be 120
        $account.CountSends().Sends | Should -Be 120
        $session.CurrentMaxRequestsPerSecond | Should -BeLessThan 200
    }
}
