# Send-SmPush, fed from rows in memory or, with -Stream, straight from the CSV file.
param(
    [string] $Module, [uri] $Server, [string] $Csv, [int] $Count, [int] $ThrottleLimit, [string] $JournalPath, [switch] $Stream, [int] $Repeat
)

$ErrorActionPreference = 'Stop'

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
Connect-FastServer -Module $Module -Server $Server
$push = @{
    PushId       = '00000000-0000-4000-8000-000000000001'
    PropertyName = 'discount', 'product'
    ErrorAction  = 'Stop'
}
if ($ThrottleLimit) { $push.ThrottleLimit = $ThrottleLimit }

$warmUp = @(Import-Csv $Csv | Select-Object -First 1000)
$accepted = @($warmUp | Send-SmPush @push | Where-Object Status -eq 'Accepted').Count
if ($accepted -ne $warmUp.Count) { throw "$accepted of $($warmUp.Count) pushes were accepted." }

# An earlier journal would have everything skipped.
$journal = if ($JournalPath) { @{ JournalPath = $JournalPath } } else { @{} }
$forget = { if ($JournalPath -and (Test-Path $JournalPath)) { Remove-Item $JournalPath } }
if ($Stream) {
    Measure-Contender -Items $Count -Repeat $Repeat -Work { & $forget; Import-Csv $Csv | Send-SmPush @push @journal }
}
else {
    $rows = @(Import-Csv $Csv)
    Measure-Contender -Items $Count -Repeat $Repeat -Work { & $forget; $rows | Send-SmPush @push @journal }
}
