BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
    function New-Credential([string] $Id, [string] $Secret) {
        [pscredential]::new($Id, (ConvertTo-SecureString $Secret -AsPlainText -Force))
    }
    $credential = New-Credential 'client-1' 'secret-one-9f3b'
    $mobile = New-Credential 'client-2' 'secret-two-7c1d'
    $names = 'ENDPOINT', 'CLIENT_ID', 'API_SECRET', 'MOBILE_ENDPOINT', 'MOBILE_CLIENT_ID', 'MOBILE_API_SECRET', 'APPLICATION_ID' |
        ForEach-Object { "SALESMANAGO_$_" }
    $kept = @{}
    foreach ($name in $names) { $kept[$name] = [Environment]::GetEnvironmentVariable($name) }
    function Set-Environment([hashtable] $Values) {
        foreach ($name in $names) { [Environment]::SetEnvironmentVariable($name, $Values[$name -replace '^SALESMANAGO_']) }
    }
}

AfterAll {
    foreach ($name in $names) { [Environment]::SetEnvironmentVariable($name, $kept[$name]) }
    Disconnect-SmAccount
}

Describe 'Connect-SmAccount' {
    BeforeEach {
        Set-Environment @{}
        Disconnect-SmAccount
    }

    It 'takes <Given> as the host <Expected>' -ForEach @(
        @{ Given = 'shop'; Expected = 'https://shop.salesmanago.com/' }
        @{ Given = 'shop.salesmanago.com'; Expected = 'https://shop.salesmanago.com/' }
        @{ Given = 'https://shop.salesmanago.com/'; Expected = 'https://shop.salesmanago.com/' }
        @{ Given = ' https://www.example.com:8443 '; Expected = 'https://www.example.com:8443/' }
        @{ Given = 'http://localhost:5000'; Expected = 'http://localhost:5000/' }
        @{ Given = 'http://127.0.0.1:5000'; Expected = 'http://127.0.0.1:5000/' }
    ) {
        (Connect-SmAccount $Given $credential -PassThru).Endpoint | Should -Be $Expected
    }

    It 'refuses <Given>: <Because>' -ForEach @(
        @{ Given = 'http://shop.salesmanago.com'; Because = 'not https' }
        @{ Given = 'ftp://shop.salesmanago.com'; Because = 'not https' }
        @{ Given = 'https://user:word@shop.salesmanago.com'; Because = 'must not contain a user name' }
        @{ Given = 'https://shop.salesmanago.com/api'; Because = 'must not contain a user name, path or query' }
        @{ Given = 'two words'; Because = 'not the address of a host' }
    ) {
        { Connect-SmAccount $Given $credential } | Should -Throw -ErrorId 'InvalidEndpoint,*' -ExpectedMessage "*$Because*"
    }

    It 'says what to do when there are no credentials anywhere' {
        $problem = { Connect-SmAccount shop } | Should -Throw -ErrorId 'CredentialRequired,*' -PassThru
        $problem.ErrorDetails.RecommendedAction | Should -Match '-Credential.*SALESMANAGO_CLIENT_ID.*-Sandbox'
        $problem.CategoryInfo.Category | Should -Be 'AuthenticationError'
    }

    It 'reads the environment when no credentials are given' {
        Set-Environment @{ ENDPOINT = 'shop'; CLIENT_ID = 'env-1'; API_SECRET = 'a'; MOBILE_ENDPOINT = 'https://m.example.com'
            MOBILE_CLIENT_ID = 'env-2'; MOBILE_API_SECRET = 'b'; APPLICATION_ID = 'env_app' }
        $session = Connect-SmAccount -PassThru
        $session.Endpoint | Should -Be 'https://shop.salesmanago.com/'
        $session.ClientId, $session.MobileClientId, $session.ApplicationId | Should -Be 'env-1', 'env-2', 'env_app'
        $session.MobileEndpoint | Should -Be 'https://m.example.com/'
    }

    It 'never mixes a given credential with one from the environment' {
        Set-Environment @{ CLIENT_ID = 'env-1'; API_SECRET = 'a'; MOBILE_CLIENT_ID = 'env-2'; MOBILE_API_SECRET = 'b' }
        $session = Connect-SmAccount shop $credential -PassThru
        $session.ClientId | Should -Be 'client-1'
        $session.MobileClientId | Should -BeNullOrEmpty
    }

    It 'names the variable that is missing from the environment' {
        Set-Environment @{ ENDPOINT = 'shop'; CLIENT_ID = 'env-1' }
        { Connect-SmAccount } | Should -Throw -ErrorId 'InvalidCredential,*' -ExpectedMessage '*SALESMANAGO_API_SECRET*'
    }

    It 'asks for the address when only the credential of the own host is given' {
        { Connect-SmAccount -Credential $credential } | Should -Throw -ErrorId 'InvalidEndpoint,*'
    }

    It 'emits nothing without -PassThru and makes the session current' {
        Connect-SmAccount shop $credential | Should -BeNullOrEmpty
        (Get-SmSession).ClientId | Should -Be 'client-1'
    }

    It 'keeps limits and defaults that were given' {
        $session = Connect-SmAccount -Sandbox -ThrottleLimit 3 -MaxRequestsPerSecond 12.5 -TimeoutSec 7 -MaxRetry 1 -ApplicationId other -RetryThrottled -PassThru
        $session.ThrottleLimit, $session.MaxRequestsPerSecond, $session.TimeoutSec, $session.MaxRetry | Should -Be 3, 12.5, 7, 1
        $session.ApplicationId | Should -Be 'other'
        $session.RetryThrottled | Should -BeTrue
        $session.IsSandbox | Should -BeTrue
    }

    It 'refuses a <Parameter> of <Value>' -ForEach @(
        @{ Parameter = 'ThrottleLimit'; Value = 0 }, @{ Parameter = 'ThrottleLimit'; Value = 257 }
        @{ Parameter = 'MaxRetry'; Value = 11 }, @{ Parameter = 'TimeoutSec'; Value = 0 }, @{ Parameter = 'MaxRequestsPerSecond'; Value = 0 }
    ) {
        $parameters = @{ $Parameter = $Value }
        { Connect-SmAccount -Sandbox @parameters } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}

Describe 'A session' {
    It 'is needed, and the error says how to get one' {
        Disconnect-SmAccount
        $problem = { Get-SmPush } | Should -Throw -ErrorId 'NoSession,*' -PassThru
        $problem.ErrorDetails.RecommendedAction | Should -Match 'Connect-SmAccount'
    }

    It 'cannot be used once it is closed' {
        $session = Connect-SmAccount -Sandbox -PassThru
        Disconnect-SmAccount
        Get-SmSession | Should -BeNullOrEmpty
        $session.IsOpen | Should -BeFalse
        { Get-SmPush -Session $session } | Should -Throw -ErrorId 'SessionClosed,*'
    }

    It 'is kept by Disconnect-SmAccount -WhatIf' {
        Connect-SmAccount -Sandbox
        Disconnect-SmAccount -WhatIf
        (Get-SmSession).IsOpen | Should -BeTrue
    }

    It 'stands beside another: each cmdlet talks to the account of its session' {
        $one, $two = (New-TestAccount), (New-TestAccount)
        $first = Connect-SmAccount -SandboxAccount $one -PassThru
        $second = Connect-SmAccount -SandboxAccount $two -PassThru
        $push = Get-SmPush -Session $first | Select-Object -First 1
        $null = Send-SmPush $push.Id -Email @($one.Contacts)[0].Email -Session $first
        $null = Send-SmPush $push.Id -Email @($two.Contacts)[1].Email -Session $second
        $null = Send-SmPush $push.Id -Email @($two.Contacts)[2].Email
        $one.CountSends().Sends, $two.CountSends().Sends | Should -Be 1, 2
    }

    It 'with one pair of credentials says which pair the other host needs, and sends nothing' {
        $null = Connect-SmAccount 'http://127.0.0.1:9' $credential
        $problem = { Get-SmConversation 'a1b2c3d4-0000-4000-8000-000000000000' } | Should -Throw -ErrorId 'MissingCredential,*' -PassThru
        $problem.ErrorDetails.RecommendedAction | Should -Match '-MobileCredential'
        $null = Connect-SmAccount -MobileCredential $mobile
        { Get-SmPush } | Should -Throw -ErrorId 'MissingCredential,*'
    }
}

Describe 'Test-SmAccount' {
    It 'finds both hosts of the sandbox ready' {
        Connect-SmAccount -Sandbox
        $checks = Test-SmAccount
        $checks.Host | Should -Be 'Api', 'Mobile'
        $checks.Status | Should -Be 'Ready', 'Ready'
    }

    It 'tells a host without credentials from one that cannot be reached, and writes no error' {
        Connect-SmAccount 'http://127.0.0.1:9' $credential -MaxRetry 0
        $checks = Test-SmAccount -ErrorAction Stop
        $checks.Status | Should -Be 'Unreachable', 'NotConfigured'
        $checks[0].Message | Should -Not -BeNullOrEmpty
    }
}

Describe 'Sessions with names' {
    BeforeEach {
        Get-SmSession | Disconnect-SmAccount
        Connect-SmAccount -Sandbox -Name shopA -ApplicationId my_example_app
        Connect-SmAccount -Sandbox -SandboxSeed 2 -Name shopB
    }

    AfterAll { Get-SmSession | Disconnect-SmAccount }

    It 'stay open beside each other and are found by their names' {
        (Get-SmSession).Name | Should -Be 'shopB', 'shopA'
        (Get-SmSession).IsCurrent | Should -Be $true, $false
        (Get-SmPush -Session shopa)[0].Id | Should -Not -Be (Get-SmPush)[0].Id
        Get-SmSession | Out-String | Should -Match 'shopA'
        Disconnect-SmAccount -Session shopA
        (Get-SmSession).Name | Should -Be 'shopB'
    }

    It 'complete, and a wrong one says which there are' {
        (TabExpansion2 'Get-SmPush -Session ').CompletionMatches.CompletionText | Should -Be 'shopA', 'shopB'
        { Get-SmPush -Session shopC } | Should -Throw "*no open session with the name 'shopC'. Open are shopB, shopA. Did you mean 'shop?'*"
    }

    It 'serve completion of other parameters' {
        $pushes = (Get-SmPush -Session shopA).Id
        (TabExpansion2 'Send-SmPush -Session shopA -PushId ').CompletionMatches.CompletionText | Sort-Object | Should -Be ($pushes | Sort-Object)
    }

    It 'are named in errors' {
        $closed = Connect-SmAccount -Sandbox -Name shopC -PassThru
        $closed | Disconnect-SmAccount
        { Get-SmPush -Session $closed } | Should -Throw "The session 'shopC' is closed."
    }

    It 'pass on a name that is taken' {
        $old = Get-SmSession | Where-Object Name -eq shopA
        $new = Connect-SmAccount -Sandbox -Name shopA -PassThru
        $old.IsOpen | Should -BeTrue
        $old | Disconnect-SmAccount
        Connect-SmAccount -Sandbox
        (Get-SmPush -Session shopA).Count | Should -BeGreaterThan 0
        Disconnect-SmAccount -Session shopA
        $old.IsOpen, $new.IsOpen | Should -Be $false, $false
    }

    It 'have the name of their host when none is given' {
        (Connect-SmAccount shop $credential -PassThru).Name | Should -Be 'shop.salesmanago.com'
        (Connect-SmAccount -Sandbox -PassThru).Name | Should -Be 'sandbox'
    }
}

Describe 'Connect-SmAccount -Verify' {
    BeforeAll {
        $account = New-TestAccount
        $server = [SalesManagoMobile.Sandbox.SandboxServer]::Start($account, 0)
        $right = New-Credential ([SalesManagoMobile.Sandbox.SandboxAccount]::ClientId) ([SalesManagoMobile.Sandbox.SandboxAccount]::ApiSecret)
    }

    AfterAll { $null = $server.DisposeAsync().AsTask().GetAwaiter().GetResult() }

    It 'opens a session when the host accepts the credentials, with one request' {
        $before = $account.Requests.Total
        (Connect-SmAccount $server.Url $right -Verify -PassThru).IsOpen | Should -BeTrue
        $account.Requests.Total - $before | Should -Be 1
    }

    It 'is the error of <Name>, and leaves the session that was current' -ForEach @(
        @{ Name = 'a wrong secret'; Url = { $server.Url }; Id = 'AuthenticationFailed'; Says = '*not authenticated*' }
        @{ Name = 'a host that nobody listens on'; Url = { 'http://127.0.0.1:9' }; Id = 'ConnectionFailed'; Says = '*127.0.0.1*' }
    ) {
        Connect-SmAccount -Sandbox -Name before
        $wrong = New-Credential ([SalesManagoMobile.Sandbox.SandboxAccount]::ClientId) 'wrong'
        { Connect-SmAccount (& $Url) $wrong -Verify -MaxRetry 0 } | Should -Throw -ErrorId "$Id,*" -ExpectedMessage $Says
        (Get-SmSession | Where-Object IsCurrent).Name | Should -Be 'before'
        Get-SmSession | Disconnect-SmAccount
    }
}
