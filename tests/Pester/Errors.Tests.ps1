BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
    $account = New-TestAccount
    $server = [SalesManagoMobile.Sandbox.SandboxServer]::Start($account, 0)
    $client = [SalesManagoMobile.Sandbox.SandboxAccount]::ClientId
    $secret = [SalesManagoMobile.Sandbox.SandboxAccount]::ApiSecret
    function New-Credential([string] $Id, [string] $Secret) {
        [pscredential]::new($Id, (ConvertTo-SecureString $Secret -AsPlainText -Force))
    }
    function Connect-Server([string] $Secret = $secret, [uri] $Url = $server.Url, [double] $TimeoutSec = 20) {
        Connect-SmAccount $Url (New-Credential $client $Secret) -ApplicationId my_example_app -MaxRetry 0 -TimeoutSec $TimeoutSec
    }
    $email = @($account.Contacts)[0].Email
    $push = (Connect-SmAccount -SandboxAccount $account), (Get-SmPush | Select-Object -First 1) | Select-Object -Last 1
}

AfterAll {
    Disconnect-SmAccount
    $null = $server.DisposeAsync().AsTask().GetAwaiter().GetResult()
}

Describe 'An error' {
    BeforeEach { Set-TestFault $account @{} }

    It 'about a wrong password names the host''s credentials and Test-SmAccount' {
        Connect-Server -Secret 'not-the-secret'
        $result = Send-SmPush $push.Id -Email $email -ErrorAction SilentlyContinue -ErrorVariable problem
        $result.Status | Should -Be 'Failed'
        $problem[0].FullyQualifiedErrorId | Should -Be 'AuthenticationFailed,SalesManagoMobile.SendSmPushCommand'
        $problem[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
        $problem[0].Exception.Message | Should -Match 'User not authenticated'
        $problem[0].ErrorDetails.RecommendedAction | Should -Match 'Test-SmAccount'
        (Test-SmAccount)[0].Status | Should -Be 'Refused'
    }

    It 'about a host that nobody listens on says that nothing was sent' {
        Connect-Server -Url 'http://127.0.0.1:9'
        $null = Send-SmPush $push.Id -Email $email -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        $problem[0].CategoryInfo.Category | Should -Be 'ConnectionError'
        $problem[0].TargetObject | Should -Be $email
    }

    It 'is <Id> (<Category>) with the outcome <Status> when <When>' -ForEach @(
        @{ When = 'the server asks to slow down'; Faults = @{ ThrottleRate = 1.0 }; Id = 'Throttled'; Category = 'LimitsExceeded'; Status = 'Failed' }
        @{ When = 'the server fails'; Faults = @{ ServerErrorRate = 1.0 }; Id = 'ServerError'; Category = 'ResourceUnavailable'; Status = 'Unknown' }
        @{ When = 'the connection breaks before an answer'; Faults = @{ DropAfterProcessingRate = 1.0 }; Id = 'ConnectionLost'; Category = 'ConnectionError'; Status = 'Unknown' }
        @{ When = 'the answer breaks off'; Faults = @{ TruncateRate = 1.0 }; Id = 'ConnectionLost'; Category = 'ConnectionError'; Status = 'Unknown' }
        @{ When = 'a proxy answers HTML'; Faults = @{ HtmlRate = 1.0 }; Id = 'ServerError'; Category = 'ResourceUnavailable'; Status = 'Unknown' }
    ) {
        Connect-Server
        Set-TestFault $account $Faults
        $result = Send-SmPush $push.Id -Email $email -ErrorAction SilentlyContinue -ErrorVariable problem
        $result.Status | Should -Be $Status
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $problem[0].CategoryInfo.Category | Should -Be $Category
        $problem[0].TargetObject | Should -Be $email
        $problem[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $problem[0].Exception.Message | Should -Not -Match 'JsonReader|LineNumber|BytePosition'
    }

    It 'about an answer that does not come names the time-out' {
        Connect-Server -TimeoutSec 0.2
        Set-TestFault $account @{ Delay = [timespan]::FromMinutes(5) }
        $result = Send-SmPush $push.Id -Email $email -ErrorAction SilentlyContinue -ErrorVariable problem
        $result.Status | Should -Be 'Unknown'
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'TimedOut,*'
        $problem[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
    }

    It 'about a missing application says where to give it' {
        Connect-SmAccount 'http://127.0.0.1:9' (New-Credential $client $secret)
        $null = Get-SmPush -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MissingApplication,*'
    }

    It 'about a missing application ends <Name> at the first input' -ForEach @(
        @{ Name = 'Send-SmPush'; Script = { $email, $email | Send-SmPush $push.Id } }
        @{ Name = 'Send-SmPushBatch'; Script = { $email, $email | Send-SmPushBatch $push.Id } }
        @{ Name = 'New-SmContact'; Script = { 1..2 | ForEach-Object { [pscustomobject]@{ Email = $email; Token = 't'; System = 'IOS' } } | New-SmContact } }
    ) {
        $credential = New-Credential $client $secret
        Connect-SmAccount 'http://127.0.0.1:9' $credential -MobileEndpoint 'http://127.0.0.1:9' -MobileCredential $credential
        $Script | Should -Throw -ErrorId 'MissingApplication,*'
    }

    It 'shows its recommendation on the screen' {
        Connect-Server -Secret 'not-the-secret'
        $null = Get-SmPush -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0] | Out-String | Should -Match 'Recommendation: Check the client id and API secret'
    }

    It 'ends the script with -ErrorAction Stop and can be caught by its kind' {
        Connect-Server -Secret 'not-the-secret'
        try {
            Get-SmPush -ErrorAction Stop
            throw 'It did not stop.'
        }
        catch {
            $_.Exception | Should -BeOfType ([SalesManagoMobile.Client.SmException])
            $_.Exception.Kind | Should -Be 'Authentication'
        }
    }
}

Describe 'A path that is no valid pattern' {
    It 'is one error with an id, and its escape sequence is not shown' {
        Get-SmSendJournal "winback`e[31m.journal" -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems.FullyQualifiedErrorId | Should -BeLike 'FileReadFailed,*'
        "$problems" | Should -Not -Match "`e"
    }
}
