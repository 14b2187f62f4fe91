BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
    function Open-Account([hashtable] $Options = @{}) {
        $script:account = New-TestAccount -Options $Options
        $script:emails = @($account.Contacts).Email
        Connect-SmAccount -SandboxAccount $account
        $script:push = Get-SmPush 'Win-back discount'
        $script:asked = $account.Requests.Total
    }
    # Runs a command that must end at once: one error, no result, no request.
    function Get-Ending([scriptblock] $Ending) {
        $written = [Collections.Generic.List[object]]::new()
        $problem = { & $Ending | ForEach-Object { $written.Add($_) } } | Should -Throw -PassThru
        $written.Count | Should -Be 0
        $account.Requests.Total | Should -Be $asked
        # What did not happen is said once.
        [regex]::Matches("$problem $($problem.ErrorDetails.RecommendedAction)", 'othing was').Count | Should -BeLessOrEqual 1
        $problem
    }
    function New-Row([string] $Column, [int] $Count = 3) {
        $emails | Select-Object -First $Count | ForEach-Object { [pscustomobject]@{ $Column = $_; discount = '20%' } }
    }
}

AfterAll { Disconnect-SmAccount }

Describe 'A mistake that is in the whole file ends <Name> at the first row' -ForEach @(
    @{ Name = 'Send-SmPush'; Command = { $input | Send-SmPush $push.Id @args } }
    @{ Name = 'Test-SmPush'; Command = { $input | Test-SmPush $push.Id @args } }
    @{ Name = 'Send-SmPushBatch'; Command = { $input | Send-SmPushBatch $push.Id @args } }
    @{ Name = 'New-SmContact'; Command = { $input | New-SmContact -PushRegistrationId t -System IOS @args } }
) {
    BeforeEach { Open-Account }

    It 'when no column names a recipient: the message has the columns, the nearest one and the script block to write' {
        $problem = Get-Ending { New-Row Mail | & $Command }
        $problem.FullyQualifiedErrorId | Should -BeLike 'ColumnNotFound,*'
        $problem.Exception.Message | Should -BeLike 'The input has no column for -Email*Did you mean -Email { $_.Mail }`? Its columns are Mail, discount.'
        $problem.ErrorDetails.RecommendedAction | Should -BeLike '*Nothing was sent.'
    }

    It 'when the column has another name: <Column> is written as <Shown>' -ForEach @(
        @{ Column = 'EmailAddress'; Shown = '-Email { $_.EmailAddress }' }
        @{ Column = 'E-Mail'; Shown = "-Email { `$_.'E-Mail' }" }
        @{ Column = ' Email'; Shown = "-Email { `$_.' Email' }" }
        @{ Column = 'Recipient'; Shown = '-Email { $_.Mail }' }
    ) {
        (Get-Ending { New-Row $Column | & $Command }).Exception.Message.Contains($Shown) | Should -BeTrue
    }

    It 'when the file has another delimiter' -ForEach @(
        @{ Delimiter = ';'; Shown = "';'" }
        @{ Delimiter = "`t"; Shown = '"`t"' }
    ) {
        $rows = "Email${Delimiter}discount", "$($emails[0])${Delimiter}20%" | ConvertFrom-Csv
        (Get-Ending { $rows | & $Command }).Exception.Message.EndsWith("uses another delimiter. Read it with Import-Csv -Delimiter $Shown.") | Should -BeTrue
    }

    It 'when a script block names a column that is not there' {
        $problem = Get-Ending { New-Row Mail | & $Command -Email { $_.Mial } }
        $problem.Exception.Message | Should -BeLike "-Email { `$_.Mial }: 'Mial' is not a column of the input. Did you mean 'Mail'*Mail, discount."
    }

    It 'when a hashtable comes in the place of a row' {
        (Get-Ending { @{ Email = $emails[0] } | & $Command }).Exception.Message | Should -BeLike '*It is a hashtable: write `[pscustomobject`] before it.'
    }

    It 'and takes the script block that the message shows' {
        $results = New-Row Mail | & $Command -Email { $_.Mail }
        ($results | Measure-Object).Count | Should -Be ($Name -eq 'Send-SmPushBatch' ? 1 : 3)
        if ($Name -eq 'Send-SmPushBatch') { $results.Recipients | Should -Be 3 }
        if ($Name -eq 'Send-SmPush') { $results.Email | Should -Be $emails[0..2] }
    }
}

Describe 'A column that is not there' {
    BeforeEach { Open-Account }

    It 'ends New-SmContact with all that is missing' {
        $problem = Get-Ending { [pscustomobject]@{ Email = 'a@example.com'; DeviceToken = 't'; OS = 'IOS' } | New-SmContact }
        $problem.Exception.Message | Should -BeLike '*no column for -PushRegistrationId and none for -System*Its columns are Email, DeviceToken, OS.'
    }

    It 'takes the aliases of parameters as columns' {
        ([pscustomobject]@{ Email = 'a@example.com'; Token = 't'; Platform = 'IOS' } | New-SmContact).Status | Should -Be 'Accepted'
    }

    It 'ends -PropertyName with the nearest one' {
        $problem = Get-Ending { New-Row Email | Send-SmPush $push.Id -PropertyName discont }
        $problem.Exception.Message | Should -Be "-PropertyName 'discont' is not a column of the input. Did you mean 'discount'? Its columns are Email, discount."
    }

    It 'in a later row is that row''s problem' {
        $rows = @(New-Row Email 2) + [pscustomobject]@{ Mail = $emails[3] }
        $results = $rows | Send-SmPush $push.Id -ErrorAction SilentlyContinue -ErrorVariable problems
        $results.Status | Should -Be 'Accepted', 'Accepted', 'Failed'
        $problems.Count | Should -Be 1
    }
}

Describe 'A text' {
    BeforeEach { Open-Account }

    It 'that is a line of a file with columns ends <Name> at the first' -ForEach @(
        @{ Name = 'Send-SmPush' }
        @{ Name = 'Test-SmPush' }
        @{ Name = 'Send-SmPushBatch' }
    ) {
        $problem = Get-Ending { "Email;Name", "$($emails[0]);Ana" | & $Name $push }
        $problem.Exception.Message | Should -Be "'Email;Name' is no address but a line of a file with columns."
        $problem.ErrorDetails.RecommendedAction | Should -Be 'Read the file with Import-Csv. Nothing was sent.'
    }

    It 'that is a list where one recipient is meant says to pipe them in' {
        (Get-Ending { Send-SmPush $push $emails[0..2] }).Exception.Message | Should -BeLike "*'Email'. 3 values were given, but the parameter takes one. Pipe them in, and each gets a push of its own."
        (Send-SmPush $push @($emails[0])).Status | Should -Be 'Accepted'
    }

    It 'in double quotes has lost its placeholder: <Text>' -ForEach @(
        @{ Command = { Send-SmPush -Email $emails[0] -Title "Save ${discount:10%}" -Deeplink myapp://x }; Text = '${discount:10%}' }
        @{ Command = { Send-SmPushBatch -Email $emails[0] -Title Sale -Content "For ${nameOfThePerson}" -Deeplink myapp://x }; Text = '${nameOfThePerson}' }
    ) {
        (Get-Ending $Command).Exception.Message |
            Should -Be "$Text stands in double quotes, so PowerShell took it for a variable, which is empty. Use single quotes."
    }

    It 'in double quotes may have variables, and in single quotes placeholders' {
        $title = 'Sale'
        (Send-SmPush -Email $emails[0] -Title "${title} ${env:PATHEXT}" -Content 'For ${cst.name:you}' -Deeplink myapp://x).Title | Should -Be "Sale $env:PATHEXT"
    }
}

Describe 'A parameter that is given without a value' {
    BeforeEach { Open-Account }

    It 'ends the command: <Name>' -ForEach @(
        @{ Name = '-PushId'; Command = { Send-SmPush -PushId $null -Email $emails[0] } }
        @{ Name = '-PushId'; Command = { Send-SmPush '' $emails[0] } }
        @{ Name = '-PushId'; Command = { $emails[0] | Send-SmPushBatch -PushId $null } }
        @{ Name = '-Email'; Command = { Send-SmPush $push.Id '' } }
        @{ Name = '-Email'; Command = { Send-SmPushBatch $push.Id $emails[0], $null } }
        @{ Name = '-Tag'; Command = { Send-SmPushBatch $push.Id -Tag @() } }
        @{ Name = '-ScheduleAt'; Command = { Send-SmPushBatch $push.Id -Tag VIP -ScheduleAt $null } }
        @{ Name = '-Session'; Command = { Send-SmPush $push.Id $emails[0] -Session $null } }
        @{ Name = '-Properties'; Command = { Send-SmPush $push.Id $emails[0] -Properties $null } }
        @{ Name = '-ApplicationId'; Command = { Get-SmPush -ApplicationId ' ' } }
        @{ Name = '-After'; Command = { Get-SmPushHistory $emails[0] -After $null } }
        @{ Name = '-Session'; Command = { Disconnect-SmAccount -Session $null } }
        @{ Name = '-Token'; Command = { Receive-SmCallback -Prefix http://127.0.0.1:0/ -Token '' } }
    ) {
        $problem = Get-Ending $Command
        $problem.Exception.Message | Should -BeLike "$Name is empty: *"
        (Get-SmSession).IsOpen | Should -BeTrue
    }

    It 'has the words of a mistake, too, when it is a list where one push is meant' {
        $all = Get-SmPush
        $asked = $account.Requests.Total
        (Get-Ending { Send-SmPush $all $emails[0] }).Exception.Message | Should -BeLike "*'PushId'. 5 values were given, but the parameter takes one.*"
        (Send-SmPush @($push) $emails[0]).Status | Should -Be 'Accepted'
    }

    It 'is a mistake of the row when its script block gives nothing' {
        $rows = [pscustomobject]@{ Mail = ''; ContactId = "$(@($account.Contacts)[0].ContactId)" }, [pscustomobject]@{ Mail = $emails[1]; ContactId = '' }
        $results = $rows | Send-SmPush $push.Id -Email { $_.Mail } -ErrorAction SilentlyContinue -ErrorVariable problems
        $results.Status | Should -Be 'Failed', 'Accepted'
        $problems.Count | Should -Be 1
        $problems[0].Exception.Message | Should -BeLike '*-Email is empty: { $_.Mail } returns nothing for this input.'
        $account.Requests.Total - $asked | Should -Be 1
    }

    It 'never makes a custom push of a row whose PushId is empty' {
        $row = [pscustomobject]@{ Email = $emails[0]; PushId = ''; Title = 'Ms'; Deeplink = 'myapp://x' }
        foreach ($name in 'Send-SmPush', 'Send-SmPushBatch') {
            $null = $row | & $name -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems.Count | Should -Be 1
            $problems[0].Exception.Message | Should -BeLike '*PushId is empty in this input*'
        }
        $account.Requests.Total | Should -Be $asked
    }

    It 'is not a script block for -Properties: the message names -PropertyName' {
        (Get-Ending { New-Row Email | Send-SmPush $push.Id -Properties { $_ } }).Exception.Message | Should -BeLike '-Properties does not take a script block. Use -PropertyName*'
    }
}

Describe 'A file that was read in the wrong encoding' {
    It 'sends no text that lost characters, and names the encoding to give' {
        Open-Account
        $path = Join-Path $TestDrive 'spreadsheet.csv'
        [IO.File]::WriteAllBytes($path, [Text.Encoding]::Latin1.GetBytes("Email,discount,product`n$($emails[0]),20%,Mütze`n$($emails[1]),20%,Socks`n"))
        $options = @{ PushId = $push.Id; PropertyName = 'discount', 'product'; JournalPath = Join-Path $TestDrive 'spreadsheet.journal' }
        $results = Import-Csv $path | Send-SmPush @options -ErrorAction SilentlyContinue -ErrorVariable problems
        $results.Status | Should -Be 'Failed', 'Accepted'
        $problems[0].Exception.Message | Should -BeLike "*Properties: 'product': has a character that could not be read (U+FFFD).*Import-Csv -Encoding ansi."
        (Import-Csv $path -Encoding latin1 | Send-SmPush @options).Status | Should -Be 'Accepted', 'Skipped'
    }
}

Describe 'A path with a NUL character' {
    BeforeAll {
        Open-Account
        $nul = "a`0b"
        $record = [SalesManagoMobile.Client.SmDeliveryRecord]::new()
    }

    It 'ends the command with an error that names -<Parameter> of <Command>' -ForEach @(
        @{ Command = 'Send-SmPush'; Parameter = 'JournalPath'; Call = { Send-SmPush $push -Email $emails[0] -JournalPath $nul } }
        @{ Command = 'Send-SmPush -WhatIf'; Parameter = 'JournalPath'; Call = { Send-SmPush $push -Email $emails[0] -JournalPath $nul -WhatIf } }
        @{ Command = 'Send-SmPush'; Parameter = 'ExcludePath'; Call = { Send-SmPush $push -Email $emails[0] -ExcludePath $nul } }
        @{ Command = 'Receive-SmJob'; Parameter = 'OutFile'; Call = { Receive-SmJob 1 -OutFile $nul } }
        @{ Command = 'Receive-SmJob'; Parameter = 'OutDirectory'; Call = { Receive-SmJob 1 -OutDirectory $nul } }
        @{ Command = 'Export-SmReport'; Parameter = 'OutFile'; Call = { $record | Export-SmReport $nul } }
        @{ Command = 'Export-SmReport'; Parameter = 'Logo'; Call = { $record | Export-SmReport (Join-Path $TestDrive 'r.html') -Logo $nul } }
        @{ Command = 'Receive-SmCallback'; Parameter = 'SpoolPath'; Call = { Receive-SmCallback -Prefix 'http://127.0.0.1:0/' -SpoolPath $nul -TimeoutSec 1 } }
    ) {
        (Get-Ending $Call).Exception.Message | Should -Be "-$Parameter 'a<U+0000>b' has a NUL character, which no path may have. Remove it."
    }

    It 'is a non-terminating error that names -<Parameter> of <Command>' -ForEach @(
        @{ Command = 'Import-SmDelivery'; Parameter = 'Path'; Call = { Import-SmDelivery $nul @args } }
        @{ Command = 'Import-SmDelivery'; Parameter = 'LiteralPath'; Call = { Import-SmDelivery -LiteralPath $nul @args } }
        @{ Command = 'Get-SmSendJournal'; Parameter = 'LiteralPath'; Call = { Get-SmSendJournal -LiteralPath $nul @args } }
        @{ Command = 'ConvertFrom-SmCallback'; Parameter = 'SpoolPath'; Call = { ConvertFrom-SmCallback -SpoolPath $nul @args } }
    ) {
        . $Call -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
        $failures[0].Exception.Message | Should -BeLike "-$Parameter '*"
    }
}
