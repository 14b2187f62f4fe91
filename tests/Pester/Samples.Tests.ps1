BeforeAll {
    $samples = Join-Path $PSScriptRoot '../../samples' | Resolve-Path
    $contacts = Join-Path $samples 'contacts.csv'
}

Describe 'quickstart.ps1' {
    It 'does the main job and ends with 0' {
        $report = Join-Path $TestDrive 'quickstart.html'
        $output = & (Join-Path $samples 'quickstart.ps1') -ReportPath $report *>&1 | Out-String
        $LASTEXITCODE | Should -Be 0
        $output | Should -Match '1 +12  contacts'
        $output | Should -Match '2 +12  pushes'
        $output | Should -Match '6 +[1-9][0-9]*  delivery records'
        $output | Should -Match 'Win-back, first wave'
        $report | Should -Exist
    }
}

Describe 'nightly-statistics.ps1' {
    It 'writes statistics that can be read again, and a report' {
        $csv = Join-Path $TestDrive 'push.csv'
        $report = Join-Path $TestDrive 'push.html'
        $figures = Join-Path $TestDrive 'figures.csv'
        & (Join-Path $samples 'nightly-statistics.ps1') -Path $csv -ReportPath $report -FigurePath $figures -Sandbox | Should -Match '^[1-9]\d* rows of statistics'
        $rows = Import-Csv $csv
        $rows.Count | Should -BeGreaterThan 2
        ($rows.Sent | Measure-Object -Sum).Sum | Should -BeGreaterThan 0
        $report | Should -Exist
        $measured = Import-Csv $figures
        $measured.By | Sort-Object -Unique | Should -Be 'Day', 'Platform', 'Push'
        ($measured | Where-Object By -eq Push | Measure-Object Sent -Sum).Sum | Should -Be ($rows.Sent | Measure-Object -Sum).Sum
        Get-ChildItem $TestDrive -Filter *.part | Should -BeNullOrEmpty
    }
}

Describe 'receive-callbacks.ps1' {
    BeforeAll {
        $script = Join-Path $samples 'receive-callbacks.ps1'
        Import-Module (Join-Path $PSScriptRoot 'Engine.psm1') -Force
        Set-Content (Join-Path $TestDrive 'token') '0123456789abcdefghij'
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $taken = "http://127.0.0.1:$($listener.LocalEndpoint.Port)/callbacks/"
    }

    AfterAll { $listener.Stop() }

    It 'ends with an exit code that is not 0 when <Name>' -ForEach @(
        @{ Name = 'its port is taken'; Arguments = @() }
        @{ Name = 'its token is missing'; Arguments = '-TokenPath', 'no-such-file' }
        @{ Name = 'its folder is not there'; Arguments = '-Folder', 'no-such-folder', '-Prefix', 'http://127.0.0.1:0/' }
    ) {
        $all = @('-TokenPath', (Join-Path $TestDrive 'token'), '-Folder', $TestDrive, '-Prefix', $taken)
        for ($i = 0; $i -lt $Arguments.Count; $i += 2) { $all[[array]::IndexOf($all, $Arguments[$i]) + 1] = $Arguments[$i + 1] }
        $output = Invoke-Engine (@('-File', $script) + $all) *>&1 | Out-String
        $LASTEXITCODE | Should -Be 1
        $output | Should -Match 'The receiver ended: '
    }

    It 'ends with 0 when its time is over' {
        $null = Invoke-Engine '-File', $script, '-TokenPath', (Join-Path $TestDrive 'token'), '-Folder', $TestDrive, '-Prefix', 'http://127.0.0.1:0/', '-TimeoutSec', '1' *>&1
        $LASTEXITCODE | Should -Be 0
        Join-Path $TestDrive 'callbacks.spool' | Should -Exist
    }
}

Describe 'A sample' {
    It '<_> imports the module by itself' -ForEach (Get-ChildItem (Join-Path $PSScriptRoot '../../samples') -Filter *.ps1).Name {
        $text = Get-Content -Raw (Join-Path $samples $_)
        $text | Should -Match '(?m)^#Requires -Version 7\.4\r?$'
        $text | Should -Match ([regex]::Escape("Import-Module ((Test-Path `$manifest) ? `$manifest : 'SalesManagoMobile')"))
    }
}

Describe 'win-back.ps1' {
    BeforeEach {
        $csv = Join-Path $TestDrive 'customers.csv'
        Copy-Item $contacts $csv
        Get-ChildItem $TestDrive | Where-Object { $_.Name -like 'customers.*' -and $_.Extension -ne '.csv' } | Remove-Item
        $script = Join-Path $samples 'win-back.ps1'
        'Email,discount,product', 'name@example.com,20%,Socks', 'ben.hansen@example.com,10%,Boots' | Set-Content $csv
    }

    It 'sends to everyone once, however often it runs' {
        & $script -Path $csv -Sandbox | Should -Be '     2 Accepted'
        $LASTEXITCODE | Should -Be 0
        & $script -Path $csv -Sandbox | Should -Be '     2 Skipped'
        $LASTEXITCODE | Should -Be 0
    }

    It 'keeps the rows that failed, and says so with its exit code' {
        Add-Content $csv 'nobody@nowhere.example,5%,Tent'
        & $script -Path $csv -Sandbox | Should -Contain '     1 Failed'
        $LASTEXITCODE | Should -Be 1
        $failed = @(Import-Csv (Join-Path $TestDrive 'customers.failed.csv'))
        $failed.Count | Should -Be 1
        $failed[0].Email | Should -Be 'nobody@nowhere.example'
        $failed[0].Properties | Should -Match 'Tent'
    }

    It 'writes failed rows that pipe back in with its journal' {
        Add-Content $csv 'nobody@nowhere.example,5%,Tent'
        $null = & $script -Path $csv -Sandbox
        $failed = Join-Path $TestDrive 'customers.failed.csv'
        (Get-Content $failed -Raw).Replace('nobody@nowhere.example', 'name@example.com') | Set-Content $failed
        Connect-SmAccount -Sandbox
        try {
            $journal = Join-Path $TestDrive 'customers.journal'
            $again = Import-Csv $failed | Send-SmPush -JournalPath $journal
            $again.Email, $again.Status, $again.Properties | Should -Be 'name@example.com', 'Accepted', '{"discount":"5%","product":"Tent"}'
            (Import-Csv $failed | Send-SmPush -JournalPath $journal).Status | Should -Be 'Skipped'
        }
        finally { Disconnect-SmAccount }
    }

    It 'is tried with the contacts of the samples, and all goes well' {
        Copy-Item $contacts $csv
        & $script -Path $csv -Sandbox | Should -Be '    12 Accepted'
        $LASTEXITCODE | Should -Be 0
    }

    It 'sends nothing with -WhatIf' {
        & $script -Path $csv -Sandbox -WhatIf
        Join-Path $TestDrive 'customers.journal' | Should -Not -Exist
    }
}

Describe 'scheduled-task.ps1' {
    BeforeAll {
        $runner = Join-Path $samples 'scheduled-task.ps1'
        $log = Join-Path $TestDrive 'task.log'
        function Invoke-Task([string] $Body, [hashtable] $Option = @{ Sandbox = $true }) {
            $job = Join-Path $TestDrive 'job.ps1'
            Set-Content $job $Body
            & $runner -ScriptPath $job -LogPath $log @Option
        }
    }

    BeforeEach { Remove-Item $log -ErrorAction Ignore }

    It 'gives the script a session and logs what it says' {
        $null = Invoke-Task '"There are $(@(Get-SmPush).Count) pushes."'
        $LASTEXITCODE | Should -Be 0
        Get-Content $log -Raw | Should -Match 'There are \d+ pushes'
        Get-SmSession | Should -BeNullOrEmpty
    }

    It 'logs tables as tables, errors and warnings as lines' {
        $null = Invoke-Task @'
$push = Get-SmPush 'Win-back discount'
$push | Format-Table Id, Name
Send-SmPush $push nobody@example.com -ErrorAction Continue
Write-Warning careful
exit 0
'@
        $LASTEXITCODE | Should -Be 0
        $text = Get-Content $log -Raw
        $text | Should -Match '(?m) {3}[0-9a-f-]{36} Win-back discount$'
        $text | Should -Match '(?m)  Failed nobody@example.com .* Contact not found: nobody@example.com$'
        $text | Should -Match '(?m)  ERROR: nobody@example.com: the server refused it: .* Transfer the person with New-SmContact'
        $text | Should -Match '(?m)  WARNING: careful$'
        $text | Should -Not -Match "Internal.Format|`e"
    }

    It 'passes the exit code of the script on' {
        $null = Invoke-Task 'exit 7'
        $LASTEXITCODE | Should -Be 7
    }

    It 'ends with 1 when the script throws' {
        $null = Invoke-Task 'throw "out of socks"'
        $LASTEXITCODE | Should -Be 1
        Get-Content $log -Raw | Should -Match 'Failed: out of socks'
    }

    It 'ends with 2 when there are no credentials, and says what to do' {
        $saved = Get-ChildItem env:SALESMANAGO_*
        $saved | Remove-Item
        try {
            $null = Invoke-Task '1' @{}
            $LASTEXITCODE | Should -Be 2
            Get-Content $log -Raw | Should -Match 'Cannot start: .*SALESMANAGO_CLIENT_ID'
        }
        finally {
            $saved | ForEach-Object { Set-Item "env:$($_.Name)" $_.Value }
        }
    }
}

Describe 'two-texts.ps1' {
    BeforeAll {
        $script = Join-Path $samples 'two-texts.ps1'
        $saved = Get-ChildItem env:SALESMANAGO_*
        $saved | Remove-Item
        $sandbox = Start-SmSandbox
        $env:SALESMANAGO_ENDPOINT = $env:SALESMANAGO_MOBILE_ENDPOINT = $sandbox.Url
        $env:SALESMANAGO_CLIENT_ID = $sandbox.ClientId
        $env:SALESMANAGO_API_SECRET = $sandbox.ApiSecret
        $env:SALESMANAGO_MOBILE_CLIENT_ID = $sandbox.MobileClientId
        $env:SALESMANAGO_MOBILE_API_SECRET = $sandbox.MobileApiSecret
        $env:SALESMANAGO_APPLICATION_ID = $sandbox.ApplicationId
        $global:PSDefaultParameterValues['*-SmJob:PollIntervalSec'] = 1
    }

    AfterAll {
        $global:PSDefaultParameterValues.Remove('*-SmJob:PollIntervalSec')
        Remove-Item env:SALESMANAGO_*
        $saved | ForEach-Object { Set-Item "env:$($_.Name)" $_.Value }
        $sandbox | Stop-SmSandbox
    }

    It 'goes from the split to the report, and on to the rest' {
        $list = Join-Path $TestDrive 'all.csv'
        $people = $sandbox.GetContacts() | Where-Object Email
        $people | Select-Object Email | Export-Csv $list
        $page = Join-Path $TestDrive 'texts.html'
        $options = @{ Path = $list; PushName = 'Win-back discount', 'Spring campaign'; Seed = 'texts'; Weight = 40, 40, 20 }
        $groups = $people | Select-Object Email | Split-SmAudience A, B, Rest -Weight 40, 40, 20 -Seed texts | Group-Object Group -AsHashTable

        & $script @options | Should -Match '^ +\d+ Accepted$'
        $LASTEXITCODE | Should -Be 0
        @($sandbox.GetDeliveries() | Group-Object Recipient | Where-Object { $_.Name -in $groups.Rest.Email -and $_.Group.Send -gt 0 }).Count | Should -Be 0
        & $script @options | Should -Match '^ +\d+ Skipped$'

        $sandbox.Advance([timespan]::FromDays(2))
        & $script @options -ReportPath $page
        $LASTEXITCODE | Should -Be 0
        Get-Content $page -Raw | Should -Match 'texts: Win-back discount or Spring campaign'
        Get-Content $page -Raw | Should -Match '(?s)<b>(<bdi>)?B(</bdi>)?</b>\s+was clicked .* points (less|more) often'

        & $script @options -Winner B | Should -Be ('{0,6} Accepted' -f $groups.Rest.Count)
        & $script @options -Winner B | Should -Be ('{0,6} Skipped' -f $groups.Rest.Count)
        { & $script @options -Winner A } | Should -Throw '*the other push already*'
    }
}

Describe 'shard.ps1' {
    BeforeEach {
        $saved = Get-ChildItem env:SALESMANAGO_*
        $saved | Remove-Item
        $sandbox = Start-SmSandbox
        $env:SALESMANAGO_ENDPOINT = $sandbox.Url
        $env:SALESMANAGO_CLIENT_ID = $sandbox.ClientId
        $env:SALESMANAGO_API_SECRET = $sandbox.ApiSecret
        $env:SALESMANAGO_APPLICATION_ID = $sandbox.ApplicationId
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive (New-Guid))
        $list = Join-Path $folder 'all.csv'
        $sandbox.GetContacts() | Where-Object Email | Select-Object Email | Export-Csv $list
        $options = @{ Path = $list; PushName = 'Spring campaign'; Count = 2; Seed = 'spring'; JournalFolder = $folder }
        $script = Join-Path $samples 'shard.ps1'
    }

    AfterEach {
        Remove-Item env:SALESMANAGO_*
        $env:JOB_COMPLETION_INDEX = $null
        $saved | ForEach-Object { Set-Item "env:$($_.Name)" $_.Value }
        $sandbox | Stop-SmSandbox
    }

    It 'sends to everybody once with one shard on each of two machines' {
        foreach ($index in 0, 1, 0) {
            $env:JOB_COMPLETION_INDEX = $index
            & $script @options | Should -Match "^Shard $index of 2: "
            $LASTEXITCODE | Should -Be 0
        }
        $entries = Get-ChildItem $folder -Filter *.journal | ForEach-Object { Get-SmSendJournal $_ }
        $entries.Status | Sort-Object -Unique | Should -Be 'Accepted'
        $entries.Recipient | Sort-Object | Should -Be ((Import-Csv $list).Email | Sort-Object)
    }

    It 'must be corrected when <What>' -ForEach @(
        @{ What = 'the count is changed in the middle'; Change = @{ Count = 3 } }
        @{ What = 'the seed is changed in the middle'; Change = @{ Seed = 'summer' } }
        @{ What = 'the push is not there'; Change = @{ PushName = 'No such push' } }
        @{ What = 'the index is missing'; Change = @{ Index = '' } }
    ) {
        $null = & $script @options -Index 0
        $sends = $sandbox.Sends
        foreach ($name in $Change.Keys) { $options[$name] = $Change[$name] }
        if (-not $options.ContainsKey('Index')) { $options.Index = '0' }
        & $script @options | Should -Match '^Shard '
        $LASTEXITCODE | Should -Be 3
        $sandbox.Sends | Should -Be $sends
    }
}
