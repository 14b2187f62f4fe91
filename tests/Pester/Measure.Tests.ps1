BeforeAll {
    $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'exports')
    $header = 'contactId,email,phone,name,platform,sentDate,displayedDate,clickedDate,dismissedDate'

    # 2 March 2026 is a Monday; 1772442000000 is 09:00 UTC.
    $rows = 0..9 | ForEach-Object {
        $sent = 1772442000000 + 86400000 * ($_ % 2)
        "c$_,person$_@example.com,,Spring $($_ % 2) 2026-03-0$(2 + $_ % 2),$($_ % 3 ? 'android' : 'ios'),$sent,$($sent + 5000),$($_ -lt 4 ? $sent + 60000 : 'null'),null"
    }
    Set-Content (Join-Path $folder 'one.csv') (@($header) + $rows[0..4])
    Set-Content (Join-Path $folder 'two.csv') (@($header) + $rows[5..9])
    Compress-Archive (Join-Path $folder 'two.csv') (Join-Path $folder 'two.zip')
    Remove-Item (Join-Path $folder 'two.csv')
    $files = Join-Path $folder '*'
}

Describe 'Measure-SmDelivery' {
    It 'counts by push straight from files' {
        $found = Measure-SmDelivery $files
        $found | Should -BeOfType SalesManagoMobile.Reporting.SmDeliveryMeasure
        $found.Name | Should -Be 'Spring 0', 'Spring 1'
        $found.Sent | Should -Be 5, 5
        $found[0].Clicked, $found[0].ClickRate | Should -Be 2, 0.4
        $found[0].ClickRateLow, $found[0].ClickRateHigh | ForEach-Object { [math]::Round($_, 4) } | Should -Be 0.1176, 0.7693
    }

    It 'counts the same from <What>' -ForEach @(
        @{ What = 'records'; Source = { Import-SmDelivery $files } }
        @{ What = 'files of Get-ChildItem'; Source = { Get-ChildItem $folder } }
        @{ What = 'rows of CSV'; Source = { Import-SmDelivery $files | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ What = 'rows of JSON'; Source = { Import-SmDelivery $files | ConvertTo-Json | ConvertFrom-Json } }
        @{ What = 'rows of a raw export'; Source = { @($header) + $rows | ConvertFrom-Csv } }
    ) {
        $expected = Measure-SmDelivery $files -By Total, Push, Conversation, Platform, Day, Week, Month, Hour -TimeZone UTC | ConvertTo-Csv
        & $Source | Measure-SmDelivery -By Total, Push, Conversation, Platform, Day, Week, Month, Hour -TimeZone UTC -InputCulture (Get-Culture) | ConvertTo-Csv | Should -Be $expected
    }

    It 'counts the hour of the time zone' {
        $found = Measure-SmDelivery $files -By Hour -TimeZone Asia/Tokyo
        $found.Name | Should -Be 'Monday 18:00', 'Tuesday 18:00'
        $found[0].Weekday, $found[0].Hour | Should -Be Monday, 18
    }

    It 'knows the zone <_>' -ForEach 'asia/tokyo', 'Tokyo Standard Time' {
        (Measure-SmDelivery $files -By Hour -TimeZone $_).Name | Should -Be 'Monday 18:00', 'Tuesday 18:00'
    }

    It 'knows the zone CET, which Windows has no name for' {
        (Measure-SmDelivery $files -By Hour -TimeZone CET).Name | Should -Be 'Monday 10:00', 'Tuesday 10:00'
    }

    It 'counts groups that Split-SmAudience names, and the same person falls into the same group' {
        $split = Import-SmDelivery $files | Split-SmAudience A, B -Seed spring
        $found = $split | Measure-SmDelivery -By Group
        $found.Name | Should -Be 'A', 'B'
        $found[0].Sent | Should -Be @($split | Where-Object Group -eq A).Count
        ($found.Sent | Measure-Object -Sum).Sum | Should -Be 10
    }

    It 'warns when groups are asked for and there are none' {
        Measure-SmDelivery $files -By Group -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warnings | Should -BeLike '*Split-SmAudience*'
    }

    It 'names the push that pushes and conversations tell' {
        $push = [SalesManagoMobile.Client.SmPush]@{ Id = 'p'; Name = 'Spring campaign' }
        $conversations = 'Spring 0 2026-03-02', 'Spring 1 2026-03-03' | ForEach-Object { [SalesManagoMobile.Client.SmConversation]@{ Name = $_; PushId = 'p' } }
        $found = @($push) + $conversations + @(Import-SmDelivery $files) | Measure-SmDelivery
        $found.Name, $found.Sent | Should -Be 'Spring campaign', 10
    }

    It 'counts only the period, up to its end and without it' {
        (Measure-SmDelivery $files -By Total -Since 2026-03-03T00:00Z).Sent | Should -Be 5
        (Measure-SmDelivery $files -By Total -Until 2026-03-03T09:00Z).Sent | Should -Be 5
        (Measure-SmDelivery $files -By Total -Since 2026-03-01T00:00Z -Until 2026-03-03T09:00:01Z).Sent | Should -Be 10
    }

    It 'refuses a period that ends before it begins' {
        { Measure-SmDelivery $files -Since 2026-03-03T00:00Z -Until 2026-03-02T00:00Z } | Should -Throw -ErrorId 'InvalidParameter,*' -ExpectedMessage '*-Until*'
        { Measure-SmDelivery $files -Since (Get-Date).AddDays(1) } | Should -Throw -ErrorId 'InvalidParameter,*' -ExpectedMessage '*-Since*'
    }

    It 'emits nothing for nothing' {
        @() | Measure-SmDelivery | Should -BeNullOrEmpty
    }

    It 'writes five errors of many and counts the rest' {
        $bad = Join-Path $TestDrive 'bad.csv'
        Set-Content $bad (@($header) + $rows[0] + @('only,two') * 20)
        $found = Measure-SmDelivery $bad -ErrorVariable errors -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue
        $found.Sent | Should -Be 1
        @($errors | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }).Count | Should -Be 5
        $warnings | Should -BeLike '15 more inputs could not be read*'
    }

    It 'reports a row whose time cannot be read, with its text and what to do, and counts the rest' {
        $odd = [pscustomobject]@{ Name = 'A'; Platform = 'ios'; SentDate = '01/02/2026 09:00:00 +00:00'; ClickedDate = '' }
        $good = [pscustomobject]@{ Name = 'A'; Platform = 'ios'; SentDate = '2026-02-01T09:00:00Z'; ClickedDate = '' }
        $found = $odd, $good | Measure-SmDelivery -ErrorVariable errors -ErrorAction SilentlyContinue
        $found.Sent | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidReportInput,*'
        "$($errors[0])" | Should -BeLike "SentDate is '01/02/2026 09:00:00 +00:00'*-InputCulture*"
        (@($odd) | Measure-SmDelivery -By Day -InputCulture en-GB -TimeZone UTC).Name | Should -Be '2026-02-01'
        (@($odd) | Measure-SmDelivery -By Day -InputCulture ([cultureinfo]::InvariantCulture) -TimeZone UTC).Name | Should -Be '2026-01-02'
    }

    It 'names a file that is not there' {
        Measure-SmDelivery (Join-Path $folder 'none.csv') -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'FileReadFailed,*'
        "$($errors[0])" | Should -BeLike '*none.csv*'
    }
}
