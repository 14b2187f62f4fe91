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
        Get-ChildItem $TestDrive -Filter customers.* | Where-Object Extension -ne .csv | Remove-Item
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
