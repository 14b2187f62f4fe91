#Requires -Version 7.4
<#
.SYNOPSIS
    Writes the statistics of the last weeks to a CSV file, and beside it figures for a dashboard and a report.
.DESCRIPTION
    Meant for every night. Each run writes the file anew: the numbers of a conversation grow for days after it was sent.
    Credentials come from the environment: see Get-Help about_SalesManagoMobile_ScheduledTasks.
.PARAMETER Path
    The CSV file to write.
.PARAMETER ReportPath
    An HTML report to write as well.
.PARAMETER FigurePath
    A CSV file to write as well: messages and rates by push, by platform and by day.
.PARAMETER Days
    How far back a conversation may have been sent.
.PARAMETER Sandbox
    Tries the script with a made-up account.
.EXAMPLE
    ./nightly-statistics.ps1 -Path D:/reports/push.csv -ReportPath D:/reports/push.html
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [string] $ReportPath,

    [string] $FigurePath,

    [ValidateRange(1, 3650)]
    [int] $Days = 30,

    [switch] $Sandbox
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
# The module of this clone or installation; for a copy of this script elsewhere, the installed one.
$manifest = Join-Path $PSScriptRoot '../SalesManagoMobile.psd1'
Import-Module ((Test-Path $manifest) ? $manifest : 'SalesManagoMobile')

$session = $Sandbox ? (Connect-SmAccount -Sandbox -PassThru) : (Connect-SmAccount -PassThru)
try {
    $since = [DateTimeOffset]::Now.AddDays(-$Days)

    # The same number of days before that, to compare with.
    $pushes = Get-SmPush -Session $session
    $conversations = $pushes | Get-SmConversation -Session $session | Where-Object SentDate -ge $since.AddDays(-$Days)
    $all = $conversations | Get-SmConversationStats -Session $session | Sort-Object SentDate, ConversationId, Platform
    $stats = @($all | Where-Object SentDate -ge $since)
    $named = @($pushes) + @($conversations) + @($all)

    # The old file stays until the new one is whole.
    function Write-Csv([object[]] $Row, [string] $To) {
        $Row | Export-Csv "$To.part"
        Move-Item -LiteralPath "$To.part" -Destination $To -Force
    }

    Write-Csv $stats $Path
    if ($FigurePath) {
        Write-Csv ($named | Measure-SmDelivery -By Push, Platform, Day -Since $since) $FigurePath
    }

    if ($ReportPath) {
        $named | Export-SmReport $ReportPath -Since $since -Title "Mobile push, last $Days days"
    }

    Write-Output "$($stats.Count) rows of statistics in $Path"
}
finally {
    Disconnect-SmAccount -Session $session
}
