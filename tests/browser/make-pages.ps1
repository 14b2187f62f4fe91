#Requires -Version 7.4
<#
.SYNOPSIS
    Makes the reports that check.mjs looks at: few and many conversations, hostile names, a comparison, other cultures, nothing at all.
.PARAMETER Folder
    Where the pages and the records that they show are written.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Folder
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../../SalesManagoMobile.psd1')

$header = 'contactId,email,phone,name,platform,sentDate,displayedDate,clickedDate,dismissedDate'
$names = 'Win-back discount', 'Spring campaign', 'Abandoned cart', 'Club points', 'Order shipped', 'New arrivals', 'Weekend deal', 'Birthday',
    'Price drop', 'Back in stock', 'Survey', 'Loyalty tier', 'Flash sale', 'Free delivery', 'Newsletter digest', 'Store opening', 'App update',
    'Gift card', 'Summer sale', 'Autumn look'

# Records of made-up conversations; the same for the same numbers.
function Write-Record([string] $Path, [int] $Conversations, [int] $Records, [int] $Days = 90) {
    $random = [Random]::new(5)
    $first = [DateTimeOffset]::new(2026, 1, 5, 0, 0, 0, [TimeSpan]::Zero)
    $writer = [System.IO.StreamWriter]::new($Path)
    $writer.WriteLine($header)
    for ($i = 0; $i -lt $Records; $i++) {
        $conversation = $random.Next($Conversations)
        $push = $conversation % [Math]::Min($names.Count, [Math]::Max(1, [int]($Conversations / 2)))
        $day = $first.AddDays(($conversation * 7919) % $Days)
        $sent = $day.AddHours(7 + ($conversation % 5) * 3).ToUnixTimeMilliseconds() + $random.Next(3600000)
        $displayed = $random.NextDouble() -lt 0.6 + 0.02 * ($push % 8) ? $sent + $random.Next(7200000) : $null
        $clicked = $displayed -and $random.NextDouble() -lt 0.03 + 0.012 * ($push % 9) ? $displayed + [long](60000 * [Math]::Exp($random.NextDouble() * 6)) : $null
        $dismissed = $displayed -and -not $clicked -and $random.NextDouble() -lt 0.2 ? $displayed + 5000 : $null
        $wave = $Conversations -gt 200 ? " wave $conversation" : ''
        $writer.WriteLine("c$i,person$i@example.com,,$($names[$push])$wave $($day.ToString('yyyy-MM-dd')),$($i % 5 -lt 3 ? 'android' : 'ios'),$sent,$displayed,$clicked,$dismissed")
    }

    $writer.Dispose()
}

$null = New-Item -ItemType Directory $Folder -Force
$place = @{ TimeZone = 'Europe/Warsaw'; Culture = 'en-GB' }
foreach ($count in 1, 12, 124, 2000) {
    $csv = Join-Path $Folder "$count.csv"
    Write-Record $csv $count ($count -eq 1 ? 300 : 40000)
    Export-SmReport (Join-Path $Folder "conversations-$count.html") -Path $csv -Title 'Mobile push, first quarter' @place
}

# A comparison of groups, a logo, another language, and a period with one before it.
$logo = Join-Path $Folder 'logo.png'
[System.IO.File]::WriteAllBytes($logo, [convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='))
Import-SmDelivery (Join-Path $Folder '12.csv') | Split-SmAudience 'Krótki tekst', 'Długi tekst', 'Bez emoji' -Seed spring |
    Export-SmReport (Join-Path $Folder 'compared.html') -Compare 'Krótki tekst', 'Długi tekst', 'Bez emoji' -Logo $logo -Title 'Wiosna 2026' `
        -Culture pl-PL -TimeZone Europe/Warsaw -Since 2026-02-15T00:00:00Z -Until 2026-04-01T00:00:00Z

# Names that try to be markup, to run, to turn the text around and to be endless.
$hostile = '</script><script>globalThis.attacked = 1</script>', '"><img src=x onerror="globalThis.attacked = 1">', "a`u{202e}b`u{0}c`u{1b}[31m",
    ('W' * 5000), "`u{05d0}`u{05d1}`u{05d2} (123)", '</title></style><style>body{display:none}</style>', 'javascript:attacked=1', '{{7*7}}', ' '
$time = [DateTimeOffset]::new(2026, 3, 2, 9, 0, 0, [TimeSpan]::Zero)
$rows = foreach ($name in $hostile) {
    1..150 | ForEach-Object {
        [pscustomobject]@{
            Name = $name; Platform = $name; SentDate = $time.AddHours($_); DisplayedDate = $time.AddHours($_); DismissedDate = $null
            ClickedDate = $_ % 7 ? $null : $time.AddHours($_ + 1); Group = $name
        }
    }
}
$rows | Export-SmReport (Join-Path $Folder 'hostile.html') -Title $hostile[0] -Compare $hostile[0, 1, 2, 4] @place

# Statistics only, and nothing at all.
$rows = 1..30 | ForEach-Object {
    [pscustomobject]@{ ConversationId = $_; Name = $names[$_ % 4]; Platform = 'ios'; SentDate = $time.AddDays($_); Sent = 900; Displayed = 600; Clicked = 30 + $_; Dismissed = 9 }
}
$rows | Export-SmReport (Join-Path $Folder 'statistics.html') -Culture ar-EG -TimeZone UTC
@() | Export-SmReport (Join-Path $Folder 'nothing.html') -WarningAction SilentlyContinue @place
