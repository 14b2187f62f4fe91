# Send-SmPush, fed from rows in memory or, with -Stream, straight from the CSV file.
param([string] $Module, [uri] $Server, [string] $Csv, [int] $Count, [int] $ThrottleLimit = 32, [string] $JournalPath, [switch] $Stream)

$ErrorActionPreference = 'Stop'

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
Connect-FastServer -Module $Module -Server $Server
$push = @{
    PushId        = '00000000-0000-4000-8000-000000000001'
    PropertyName  = 'discount', 'product'
    ThrottleLimit = $ThrottleLimit
    ErrorAction   = 'Stop'
}
# An earlier round's journal would have everything skipped.
if ($JournalPath) { Remove-Item "$JournalPath*" }
$journal = if ($JournalPath) { @{ JournalPath = $JournalPath } } else { @{} }

$warmUp = @(Import-Csv $Csv | Select-Object -First 10000)
$warmUpJournal = if ($JournalPath) { @{ JournalPath = "$JournalPath.warm-up" } } else { @{} }
# Long enough that the engine has compiled what runs often.
$accepted = @($warmUp | Send-SmPush @push @warmUpJournal | Where-Object Status -eq 'Accepted').Count
if ($accepted -ne $warmUp.Count) { throw "$accepted of $($warmUp.Count) pushes were accepted." }

if ($Stream) {
    Measure-Contender -Items $Count -Work { Import-Csv $Csv | Send-SmPush @push @journal }
}
else {
    $rows = @(Import-Csv $Csv)
    Measure-Contender -Items $Count -Work { $rows | Send-SmPush @push @journal }
}
