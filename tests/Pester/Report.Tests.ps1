BeforeAll {
    function Get-Record([string] $Name, [int] $ClickedAfter) {
        $sent = [DateTimeOffset] '2026-03-02T09:00:00Z'
        [pscustomobject]@{
            ContactId = 'c'; Email = 'a@example.com'; Name = $Name; Platform = 'android'; SentDate = $sent
            DisplayedDate = $sent.AddSeconds(5); ClickedDate = $sent.AddMinutes($ClickedAfter); DismissedDate = $null
        }
    }
}

Describe 'Export-SmReport' {
    It 'writes one file and nothing beside it' {
        $file = Get-Record 'Spring' 3 | Export-SmReport (Join-Path $TestDrive 'one/../report.html') -PassThru
        $file | Should -BeOfType System.IO.FileInfo
        (Get-ChildItem $TestDrive).Name | Should -Be 'report.html'
        Get-Content $file -Raw | Should -Match 'Spring'
    }

    It 'reads rows that have been through CSV and through JSON' {
        $csv = Join-Path $TestDrive 'rows.csv'
        1..3 | ForEach-Object { Get-Record 'From CSV' $_ } | Export-Csv $csv
        $json = Get-Record 'From JSON' 2 | ConvertTo-Json
        @(Import-Csv $csv) + @($json | ConvertFrom-Json) | Export-SmReport (Join-Path $TestDrive 'rows.html') -ErrorAction Stop
        $page = Get-Content (Join-Path $TestDrive 'rows.html') -Raw
        $page | Should -Match 'From CSV'
        $page | Should -Match 'From JSON'
        $page | Should -Match 'from 0 rows of statistics and 4 delivery records'
    }

    It 'reads the rows of a raw export, whose times are milliseconds' {
        $raw = "contactId,email,phone,name,platform,sentDate,displayedDate,clickedDate,dismissedDate`n" +
            'abcd,a@example.com,+1555,Raw,ios,1600345364000,1600345366000,1600345424000,null'
        $raw | ConvertFrom-Csv | Export-SmReport (Join-Path $TestDrive 'raw.html') -TimeZone UTC
        Get-Content (Join-Path $TestDrive 'raw.html') -Raw | Should -Match 'Thursday 12:00'
    }

    It 'survives a time that no calendar has' {
        $rows = '-9223372036854775808', '-62135596800001', '253402300800000', '9223372036854775807' | ForEach-Object {
            [pscustomobject]@{ Name = 'Odd'; Platform = 'ios'; SentDate = '1600345364000'; ClickedDate = $_ }
        }
        $rows | Export-SmReport (Join-Path $TestDrive 'odd.html') -ErrorAction Stop
        Get-Content (Join-Path $TestDrive 'odd.html') -Raw | Should -Match 'from 0 rows of statistics and 4 delivery records'
    }

    It 'leaves another run that writes the same file alone' {
        $part = Join-Path $TestDrive 'shared.html.part'
        Set-Content $part 'of another run'
        Get-Record 'Spring' 3 | Export-SmReport (Join-Path $TestDrive 'shared.html')
        Get-Content $part | Should -Be 'of another run'
        (Get-ChildItem $TestDrive -Filter shared*).Name | Sort-Object | Should -Be 'shared.html', 'shared.html.part'
    }

    It 'leaves out what is not for a report and says which' {
        'text' | Export-SmReport (Join-Path $TestDrive 'none.html') -ErrorVariable errors -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidReportInput,*'
        $errors[0].TargetObject | Should -Be 'text'
    }

    It 'keeps a file with -NoClobber' {
        $path = Join-Path $TestDrive 'kept.html'
        Set-Content $path 'mine'
        { Get-Record 'Spring' 3 | Export-SmReport $path -NoClobber } | Should -Throw -ErrorId 'FileWriteFailed,*'
        Get-Content $path | Should -Be 'mine'
    }

    It 'writes nothing with -WhatIf' {
        Get-Record 'Spring' 3 | Export-SmReport (Join-Path $TestDrive 'whatif.html') -WhatIf
        Join-Path $TestDrive 'whatif.html' | Should -Not -Exist
    }

    It 'names a time zone that does not exist: <_>' -ForEach 'Mars/Base', 'Europe' {
        { Get-Record 'Spring' 3 | Export-SmReport (Join-Path $TestDrive 'zone.html') -TimeZone $_ } | Should -Throw -ErrorId 'InvalidParameter,*' -ExpectedMessage "*$_*"
    }
}
