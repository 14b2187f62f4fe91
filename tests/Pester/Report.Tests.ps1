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

    It 'never replaces what is not a file' {
        $path = Join-Path $TestDrive ($IsWindows ? 'NUL' : 'pipe')
        if (-not $IsWindows) { mkfifo $path }
        { Get-Record 'Spring' 3 | Export-SmReport $path } |
            Should -Throw -ErrorId 'FileWriteFailed,*' -ExpectedMessage '*is a device*Give the path of a file.*Nothing was read.'
    }

    # Elsewhere a file that is open can be replaced, and a colon is part of a name.
    if ($IsWindows) {
        It 'says before it reads anything what is wrong with the name <Name>' -ForEach @(
            @{ Name = 'page.html:hidden'; Says = '*alternate data stream*Nothing was read.' }
            @{ Name = 'really?.html'; Says = '*has none of the characters*Nothing was read.' }
        ) {
            { Get-Record 'Spring' 3 | Export-SmReport (Join-Path $TestDrive $Name) } | Should -Throw -ErrorId 'FileWriteFailed,*' -ExpectedMessage $Says
        }

        It 'names a file that another program has open, and leaves it as it was' {
            $path = Join-Path $TestDrive 'open.html'
            Set-Content $path 'old'
            $open = [System.IO.File]::Open($path, 'Open', 'Read', 'ReadWrite')
            try {
                { Get-Record 'Spring' 3 | Export-SmReport $path } | Should -Throw '*open.html*open in another program*' -ErrorId 'FileWriteFailed,*'
            }
            finally { $open.Dispose() }
            Get-Content $path | Should -Be 'old'
            (Get-ChildItem $TestDrive -Filter 'open.html*').Name | Should -Be 'open.html'
        }
    }

    It 'reads rows that have been through CSV and through JSON' {
        $csv = Join-Path $TestDrive 'rows.csv'
        1..3 | ForEach-Object { Get-Record 'From CSV' $_ } | Export-Csv $csv
        $json = Get-Record 'From JSON' 2 | ConvertTo-Json
        @(Import-Csv $csv) + @($json | ConvertFrom-Json) | Export-SmReport (Join-Path $TestDrive 'rows.html') -InputCulture (Get-Culture) -ErrorAction Stop
        $page = Get-Content (Join-Path $TestDrive 'rows.html') -Raw
        $page | Should -Match 'From CSV'
        $page | Should -Match 'From JSON'
        $page | Should -Match 'from 0 rows of statistics and 4 delivery records'
    }

    It 'reads the rows of a raw export, whose times are milliseconds' {
        $raw = "contactId,email,phone,name,platform,sentDate,displayedDate,clickedDate,dismissedDate`n" +
            'abcd,a@example.com,+1555,Raw,ios,1600345364000,1600345366000,1600345424000,null'
        $raw | ConvertFrom-Csv | Export-SmReport (Join-Path $TestDrive 'raw.html') -TimeZone UTC -Culture en-GB
        Get-Content (Join-Path $TestDrive 'raw.html') -Raw | Should -Match 'Thursday 12:00: 100\.0% of 1 displayed clicked'
    }

    It 'reads exported files without the pipeline: <_>' -ForEach '-Path', '-LiteralPath' {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive "exports$_")
        1..3 | ForEach-Object { Get-Record "Wave $_" $_ | Export-Csv (Join-Path $folder "$_.csv") -UseQuotes Never }
        Compress-Archive (Join-Path $folder '3.csv') (Join-Path $folder '3.zip')
        Remove-Item (Join-Path $folder '3.csv')
        $out = Join-Path $TestDrive 'files.html'
        $option = $_ -eq '-Path' ? @{ Path = Join-Path $folder '*' } : @{ LiteralPath = (Get-ChildItem $folder).FullName }
        Export-SmReport $out @option -InputCulture (Get-Culture)
        Get-Content $out -Raw | Should -Match 'from 0 rows of statistics and 3 delivery records'
    }

    It 'leaves out a row with a time that no export has, and says so' {
        $rows = '-9223372036854775808', '253402300800000', '9223372036854775807', '1600345424000' | ForEach-Object {
            [pscustomobject]@{ Name = 'Odd'; Platform = 'ios'; SentDate = '1600345364000'; ClickedDate = $_ }
        }
        $rows | Export-SmReport (Join-Path $TestDrive 'odd.html') -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors.Count | Should -Be 3
        "$($errors[0])" | Should -BeLike 'ClickedDate is -9223372036854775808*'
        $page = Get-Content (Join-Path $TestDrive 'odd.html') -Raw
        $page | Should -Match 'and 1 delivery records'
        $page | Should -Match 'Left out: 3 inputs could not be read'
    }

    It 'compares the period with the one before it' {
        $sent = [DateTimeOffset] '2026-03-02T00:00:00Z'
        $rows = 1..400 | ForEach-Object {
            $record = Get-Record 'Spring' 3
            $record.SentDate = $sent.AddHours($_ - 1)
            $record.ClickedDate = $_ -gt 200 -or $_ % 4 -eq 0 ? $record.SentDate.AddMinutes(1) : $null
            $record
        }
        $out = Join-Path $TestDrive 'period.html'
        $rows | Export-SmReport $out -Since $sent.AddHours(200) -Until $sent.AddHours(400) -TimeZone UTC -Culture en-US
        $page = Get-Content $out -Raw
        $page | Should -Match '>200</dd>'
        $page | Should -Match '▲ 75\.0 points higher'
        $page | Should -Match '= as many'
        $page | Should -Match 'Change: <time datetime="2026-03-10">Mar 10, 2026</time> – <time datetime="2026-03-18">'
    }

    It 'compares groups that Split-SmAudience names' {
        $records = 1..400 | ForEach-Object {
            $record = Get-Record 'Spring' 3
            $record.Email = "person$_@example.com"
            $record
        }
        $split = $records | Split-SmAudience A, B -Seed spring
        $split | Where-Object Group -eq A | ForEach-Object { $_.ClickedDate = $null }
        $out = Join-Path $TestDrive 'compare.html'
        $split | Export-SmReport $out -Compare A, B -Culture en-US
        $words = (Get-Content $out -Raw) -replace '<[^>]+>' -replace '\s+', ' '
        $words | Should -Match 'B was clicked 100\.0 points more often than A, of displayed \(95 % interval of the difference: \+9\d\.\d to \+100\.0 points\)\. The data are enough'
    }

    It 'compares records that Import-SmDelivery reads, by group' {
        $csv = Join-Path $TestDrive 'export.csv'
        @('contactId,email,phone,name,platform,sentDate,displayedDate,clickedDate,dismissedDate') +
        (1..50 | ForEach-Object { "c$_,person$_@example.com,,Spring,ios,1600345364000,1600345366000,1600345424000,null" }) | Set-Content $csv
        $out = Join-Path $TestDrive 'imported.html'
        Import-SmDelivery $csv | Split-SmAudience A, B -Seed spring | Export-SmReport $out -Compare A, B
        Get-Content $out -Raw | Should -Match 'There are not enough data to say which is better'
    }

    It 'suggests the nearest name for one that cannot be compared' {
        $records = @(Get-Record 'Spring' 3) + @(Get-Record 'Summer' 3)
        { $records | Export-SmReport (Join-Path $TestDrive 'no.html') -Compare Spring, Sumer } |
            Should -Throw -ErrorId 'InvalidParameter,*' -ExpectedMessage "-Compare 'Sumer' is not*Did you mean 'Summer'?"
        { $records | Export-SmReport (Join-Path $TestDrive 'no.html') -Compare Spring, SPRING } | Should -Throw -ExpectedMessage '*twice*'
        Join-Path $TestDrive 'no.html' | Should -Not -Exist
    }

    It 'embeds a logo, and refuses what is none' {
        $logo = Join-Path $TestDrive 'logo.png'
        [System.IO.File]::WriteAllBytes($logo, [convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='))
        $out = Join-Path $TestDrive 'logo.html'
        Get-Record 'Spring' 3 | Export-SmReport $out -Logo $logo
        Get-Content $out -Raw | Should -Match '<img src="data:image/png;base64,iVBORw0KGgo[^"]*" alt="Logo">'
        Set-Content $logo '<svg xmlns="http://www.w3.org/2000/svg"/>'
        { Get-Record 'Spring' 3 | Export-SmReport $out -Logo $logo } | Should -Throw -ErrorId 'InvalidParameter,*' -ExpectedMessage '*logo.png is not a PNG*'
        { Get-Record 'Spring' 3 | Export-SmReport $out -Logo "$logo.none" } | Should -Throw -ErrorId 'FileReadFailed,*'
    }

    It 'writes numbers and dates as the culture <Culture> does' -ForEach @(
        @{ Culture = 'pl-PL'; Date = '<time lang="pl-PL" datetime="2026-03-02">2 mar 2026</time>'; Rate = '>100,0%<'; Count = '>1 200<' }
        @{ Culture = 'de-DE'; Date = '<time lang="de-DE" datetime="2026-03-02">2. März 2026</time>'; Rate = '>100,0 %<'; Count = '>1.200<' }
        @{ Culture = 'en-US'; Date = '<time datetime="2026-03-02">Mar 2, 2026</time>'; Rate = '>100.0%<'; Count = '>1,200<' }
        @{ Culture = 'ja-JP'; Date = '<time lang="ja-JP" datetime="2026-03-02">2026年3月2日</time>'; Rate = '>100.0%<'; Count = '>1,200<' }
        @{ Culture = 'ar-EG'; Date = "datetime=`"2026-03-02`">`u{2068}2 مارس 2026`u{2069}</time>"; Rate = ">`u{2068}100"; Count = "1" }
        @{ Culture = ''; Date = '<time datetime="2026-03-02">2 Mar 2026</time>'; Rate = '>100.0%<'; Count = '>1,200<' }
    ) {
        $out = Join-Path $TestDrive 'culture.html'
        1..1200 | ForEach-Object { Get-Record 'Spring' 3 } | Export-SmReport $out -Culture $Culture -TimeZone UTC
        $page = [System.Net.WebUtility]::HtmlDecode((Get-Content $out -Raw)) -replace '[\u00a0\u202f]', ' '
        $missing = $Date, $Rate, $Count, '<html lang="en">' | Where-Object { -not $page.Contains($_) }
        $missing | Should -BeNullOrEmpty
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

    It 'says before it reads anything that the folder does not exist' {
        $path = Join-Path $TestDrive 'nowhere/report.html'
        { Get-Record 'Spring' 3 | Export-SmReport $path } |
            Should -Throw -ErrorId 'FileWriteFailed,*' -ExpectedMessage "-OutFile report.html cannot be written: the folder *nowhere does not exist. Nothing was read."
    }

    It 'says that a path is a folder' {
        { Get-Record 'Spring' 3 | Export-SmReport $TestDrive } | Should -Throw -ErrorId 'FileWriteFailed,*' -ExpectedMessage '*is a folder*'
    }

    It 'names the folder of a file that is open elsewhere, and keeps that file' {
        $path = Join-Path $TestDrive 'open.html'
        Set-Content $path 'mine'
        $open = [System.IO.File]::Open($path, 'Open', 'ReadWrite', 'None')
        try {
            { Get-Record 'Spring' 3 | Export-SmReport $path } |
                Should -Throw -ErrorId 'FileWriteFailed,*' -ExpectedMessage "-OutFile open.html in the folder $TestDrive cannot be replaced: *Nothing was read."
        }
        finally { $open.Dispose() }
        Get-Content $path | Should -Be 'mine'
        (Get-ChildItem $TestDrive -Filter open*).Name | Should -Be 'open.html'
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
