BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
    $account = New-TestAccount
    Connect-SmAccount -SandboxAccount $account
    $push = Get-SmPush 'Win-back discount'
    $nobody = '11111111-1111-1111-1111-111111111111'
    # Runs a command that fails once. Gives its error, whether it ended the command or not.
    function Get-Problem([scriptblock] $Command, [int] $Requests) {
        $before = $account.Requests.Total
        try {
            $problems = @(& $Command 2>&1 6>$null | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
        }
        catch {
            $problems = @($_)
        }
        $problems.Count | Should -Be 1
        $account.Requests.Total - $before | Should -Be $Requests
        # What did not happen is said once.
        [regex]::Matches("$($problems[0]) $($problems[0].ErrorDetails.RecommendedAction)", 'othing was').Count | Should -BeLessOrEqual 1
        $problems[0]
    }
}

AfterAll { Disconnect-SmAccount }

Describe 'The advice of an error' {
    It 'fits <About>' -ForEach @(
        @{ About = 'an unknown push'; Requests = 1; Command = { Send-SmPush $nobody name@example.com }; Says = '*Push not found*'; Advice = 'Run Get-SmPush to list*' }
        @{ About = 'an unknown push of a conversation'; Requests = 1; Command = { Get-SmConversation $nobody }; Says = '*Push not found*'; Advice = 'Run Get-SmPush to list*' }
        @{ About = 'an unknown application'; Requests = 1; Command = { Get-SmPush -ApplicationId nope }; Says = '*Application not found: nope*'; Advice = '*-ApplicationId*list of applications.' }
        @{ About = 'an unknown contact'; Requests = 1; Command = { Send-SmPush $push nobody@example.com }; Says = '*Contact not found*'; Advice = 'Transfer the person with New-SmContact*' }
        @{ About = 'an unknown conversation'; Requests = 1; Command = { Get-SmConversationStats 4711 }; Says = '*Conversation not found: 4711*'; Advice = 'Run Get-SmConversation*' }
        @{ About = 'a name in the place of a push'; Requests = 0; Command = { Get-SmConversation winback }; Says = "*PushId: 'winback' is not a UUID*"; Advice = '*Get-SmPush -Name*' }
        @{ About = 'a contact''s input'; Requests = 0; Command = { New-SmContact nobody -Token t -System IOS }; Says = "*Email: 'nobody' must have exactly one @.*"; Advice = 'Correct the named values and run the command again.' }
        @{ About = 'a push''s input'; Requests = 0; Command = { Send-SmPush $push nobody }; Says = "*Email: 'nobody' must*"; Advice = '*Test-SmPush checks a push*' }
        @{ About = 'a batch''s input'; Requests = 0; Command = { Send-SmPushBatch $push -ContactId 7 }; Says = "*ContactId: '7' is not a UUID*"; Advice = 'Correct the named values*' }
        @{ About = 'an export''s conversation'; Requests = 0; Command = { Start-SmExport 0 }; Says = '*ConversationId: is 0*'; Advice = 'Correct the named values and run the command again.' }
        @{ About = 'an export from the future'; Requests = 0; Command = { Start-SmExport -PushId $push -After 2090-01-01 }; Says = '-After 2090-01-01* is in the future*'; Advice = 'Correct the parameter*' }
        @{ About = 'a history whose end is before its start'; Requests = 0; Command = { Get-SmPushHistory a@example.com -After 2026-02-01 -Before 2026-01-01 }; Says = '-After 2026-02-01* is later than -Before 2026-01-01*'; Advice = 'Correct the parameter*' }
        @{ About = 'a journal''s missing folder'; Requests = 0; Command = { Send-SmPush $push name@example.com -JournalPath (Join-Path $TestDrive none/a.journal) }; Says = '*its folder does not exist. Nothing was sent.'; Advice = 'Create the folder*' }
        @{ About = 'a journal that is a folder'; Requests = 0; Command = { Send-SmPush $push name@example.com -JournalPath $TestDrive }; Says = '*is a folder*'; Advice = 'Correct what the message names*' }
        @{ About = 'a tag with a list of whom to leave out'; Requests = 0; Command = { Send-SmPushBatch $push -Tag VIP -ExcludePath x.csv }; Says = '-ExcludePath cannot be used with -Tag*'; Advice = 'Correct the parameter*Nothing was done.' }
        @{ About = 'a time zone without a time'; Requests = 0; Command = { Send-SmPushBatch $push name@example.com -DefaultTimezone Europe/Madrid }; Says = '-DefaultTimezone is for -LocalTime.'; Advice = 'Correct the parameter*Nothing was done.' }
        @{ About = 'a date that can be misread'; Requests = 0; Command = { Send-SmPushBatch $push -Tag VIP -ScheduleAt '01.12.2026 09:00' }; Says = "-ScheduleAt: '01.12.2026 09:00' is not an ISO 8601 time*"; Advice = 'Correct the parameter*Nothing was done.' }
        @{ About = 'an unknown job'; Requests = 1; Command = { Wait-SmJob 999 }; Says = 'Job 999 failed: Job not found: 999'; Advice = 'Run Get-SmJob to list*' }
        @{ About = 'a report''s missing folder'; Requests = 0; Command = { Export-SmReport (Join-Path $TestDrive none/a.html) }; Says = '*the folder *none does not exist*'; Advice = 'Create the folder, give another path*' }
    ) {
        $problem = Get-Problem $Command $Requests
        $problem.Exception.Message | Should -BeLike $Says
        $problem.ErrorDetails.RecommendedAction | Should -BeLike $Advice
    }

    It 'is given once about a push that every range of an export would be refused for: <Name>' -ForEach @(
        @{ Name = 'unknown'; Id = '11111111-1111-1111-1111-111111111111'; Requests = 1; Advice = 'Run Get-SmPush to list*' }
        @{ Name = 'no id at all'; Id = 'winback'; Requests = 0; Advice = '*Get-SmPush -Name*' }
    ) {
        $problem = Get-Problem { Start-SmExport -PushId $Id -After (Get-Date).AddDays(-300) } $Requests
        $problem.ErrorDetails.RecommendedAction | Should -BeLike $Advice
        $problem.TargetObject | Should -Be $Id
    }

    It 'about a file that is no export does not say that rows were read' {
        $file = Join-Path $TestDrive 'opens.csv'
        "a,b`n1,2" | Set-Content $file
        $problem = Get-Problem { Import-SmDelivery $file } 0
        $problem.Exception.Message | Should -BeLike 'opens.csv is not an export*Nothing was read.'
        $problem.ErrorDetails.RecommendedAction | Should -BeLike 'Give a file that Receive-SmJob has saved*'
    }

    It 'about a journal in use is to wait, and never to take another journal' {
        $path = Join-Path $TestDrive 'busy.journal'
        $holder = [IO.File]::Open($path, 'OpenOrCreate', 'ReadWrite', 'None')
        try {
            $problem = Get-Problem { Send-SmPush $push name@example.com -JournalPath $path } 0
        }
        finally { $holder.Dispose() }
        $problem.Exception.Message | Should -Be "The journal $path is in use by another run, or open in another program. Nothing was sent."
        $problem.ErrorDetails.RecommendedAction | Should -BeLike 'Wait for that run to end, or close the other program,*same journal.'
    }

    It 'does not stand in the message, too, when the session is missing' {
        $other = Connect-SmAccount -SandboxAccount $account -PassThru
        $other | Disconnect-SmAccount
        $problem = Get-Problem { Get-SmPush -Session $other } 0
        $problem.Exception.Message | Should -Be "The session 'sandbox' is closed."
        $problem.ErrorDetails.RecommendedAction | Should -Be 'Run Connect-SmAccount to open a new session.'
    }
}

Describe 'A failed row and its error' {
    It 'do not repeat each other at full length' {
        Connect-SmAccount -SandboxAccount $account
        $row = New-SmContact nobody -Token t -System IOS -ErrorAction SilentlyContinue -ErrorVariable problems
        $row.Message | Should -Be "Email: 'nobody' must have exactly one @."
        $problems[0].Exception.Message | Should -Be "nobody: nothing was sent. Email: 'nobody' must have exactly one @."
    }
}

Describe 'The error of an input among many' {
    It 'names whom it is about in the place of the operation: <Name>' -ForEach @(
        @{ Name = 'a refusal'; Requests = 1; Says = 'nobody@example.com: the server refused it: Contact not found: nobody@example.com.'
            Command = { 'nobody@example.com' | Send-SmPush $push } }
        @{ Name = 'a limit'; Requests = 1; Says = 'name@example.com: nothing was sent. Title: is required.'
            Command = { 'ben.hansen@example.com', 'name@example.com' | ForEach-Object { [pscustomobject]@{ Email = $_; Title = $_[0] -eq 'b' ? 'Hello' : ' '; Deeplink = 'myapp://x' } } | Send-SmPush } }
        @{ Name = 'a row that names nobody, by its number'; Requests = 1; Says = 'input 2: nothing was sent. Email, ContactId, UserId: exactly one of them is required, none was given.'
            Command = { 'ben.hansen@example.com', '' | ForEach-Object { [pscustomobject]@{ Email = $_ } } | Send-SmPush $push } }
        @{ Name = 'many recipients of a batch, by its number'; Requests = 0; Says = 'batch 1: nothing was sent. Title: is 300 characters long, the limit is *'
            Command = { [pscustomobject]@{ Email = 'a@example.com'; Title = 'x' * 300; Deeplink = 'myapp://x' }, [pscustomobject]@{ Email = 'b@example.com'; Title = 'x' * 300; Deeplink = 'myapp://x' } | Send-SmPushBatch } }
    ) {
        Connect-SmAccount -SandboxAccount $account
        (Get-Problem $Command $Requests).Exception.Message | Should -BeLike $Says
    }

    It 'and its result says what is wrong once, without advice that the error gives: no connection' {
        $nowhere = Connect-SmAccount -Endpoint http://localhost:1 -Credential ([pscredential]::new('a', (ConvertTo-SecureString b -AsPlainText))) -ApplicationId x -MaxRetry 0 -PassThru
        $row = Send-SmPush $push name@example.com -Session $nowhere -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems.Count | Should -Be 1
        $row.Message | Should -BeLike 'no connection to localhost:1: *. Nothing was sent.'
        $problems[0].Exception.Message | Should -Be "name@example.com: $($row.Message)"
        $problems[0].ErrorDetails.RecommendedAction | Should -Be 'Check the network, the proxy and the addresses that Get-SmSession shows. Test-SmAccount tries both hosts.'
    }
}
