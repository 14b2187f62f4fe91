BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
    function Complete([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches }
    $account = New-TestAccount
    Connect-SmAccount -SandboxAccount $account
}

AfterAll { Disconnect-SmAccount }

Describe 'Completion' {
    It 'says what a parameter is for' {
        (Complete 'Send-SmPush -JournalP').ToolTip | Should -Be '[string] JournalPath - The journal: a file that records what was sent'
    }

    It 'offers push ids with their names as tooltips, before anything was listed' {
        # A list that comes late serves the next Tab.
        for ($tries = 0; $tries -lt 100 -and @($offered).Count -le 2; $tries++) { $offered = Complete 'Send-SmPush -PushId ' }
        $offered.Count | Should -BeGreaterThan 2
        $offered[0].CompletionText | Should -Match '^[0-9a-f-]{36}$'
        $offered.ToolTip -join ';' | Should -Match 'Abandoned cart'
    }

    It 'lists ids by what they are the ids of, in that order' {
        $null = Get-SmPush | Get-SmConversation
        $pushes = (Complete 'Send-SmPush -PushId ').ListItemText
        $pushes[0] | Should -Be 'Abandoned cart: Your cart is waiting'
        $pushes | Should -Be ($pushes | Sort-Object)
        (Complete 'Get-SmConversationStats ').ListItemText | Should -Match '^[A-Z].*, sent \d{4}-\d\d-\d\d \d\d:\d\d$'
    }

    It 'finds a push by a part of its name' {
        $push = Get-SmPush 'Abandoned cart'
        (Complete 'Send-SmPush -PushId abandoned').CompletionText | Should -Be $push.Id
    }

    It 'quotes names with blanks' {
        (Complete 'Get-SmPush -Name aban').CompletionText | Should -Be "'Abandoned cart'"
    }

    It 'offers the application of the session' {
        (Complete 'Get-SmPush -ApplicationId my').CompletionText | Should -Be 'my_example_app'
    }

    It 'offers conversations that were seen' {
        $conversation = Get-SmPush | Get-SmConversation | Select-Object -First 1
        $offered = Complete "Get-SmConversationStats $("$($conversation.ConversationId)".Substring(0, 3))"
        $offered.CompletionText | Should -Contain "$($conversation.ConversationId)"
        $offered.ToolTip -join ';' | Should -Match ([regex]::Escape($conversation.Name))
    }

    It 'offers tags that were sent to' {
        $tag = @($account.Contacts).Tags | Select-Object -First 1
        $null = Send-SmPushBatch (Get-SmPush | Select-Object -First 1).Id -Tag $tag
        (Complete 'Send-SmPushBatch -Tag ').CompletionText | Should -Contain $tag
    }

    It 'offers <Expected> for <Line>' -ForEach @(
        @{ Line = 'New-SmContact -Timezone Europe/Mad'; Expected = 'Europe/Madrid' }
        @{ Line = 'New-SmContact -Locale es_E'; Expected = 'es_ES' }
        @{ Line = 'New-SmContact -System and'; Expected = 'ANDROID' }
    ) {
        (Complete $Line).CompletionText | Should -Contain $Expected
    }

    It 'knows values for every parameter that is completed' {
        $completed = (Get-Command -Module SalesManagoMobile).Parameters.Values |
            Where-Object { $_.Attributes.Type -eq [SalesManagoMobile.SmCompleter] } | ForEach-Object Name
        $completed.Count | Should -BeGreaterThan 30
        foreach ($name in $completed) {
            { [SalesManagoMobile.SmCompleter]::new().CompleteArgument('', $name, '', $null, @{}) } | Should -Not -Throw
        }
    }

    It 'offers journals of the current folder' {
        Push-Location $TestDrive
        try {
            Set-Content winback.journal ''
            (Complete 'Send-SmPush -JournalPath win').CompletionText | Should -Be (Join-Path . winback.journal)
        }
        finally { Pop-Location }
    }

    It 'does not wait for a slow server' {
        $slow = New-TestAccount @{ Delay = [timespan]::FromMinutes(5) }
        Connect-SmAccount -SandboxAccount $slow
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $null = Complete 'Send-SmPush -PushId '
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 2
    }

    It 'is silent without a session' {
        Disconnect-SmAccount
        (Complete 'Send-SmPush -PushId x').CompletionText | Where-Object { $_ -match '^[0-9a-f-]{36}$' } | Should -BeNullOrEmpty
    }
}
