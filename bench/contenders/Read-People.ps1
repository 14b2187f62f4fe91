# Get-SmPushHistory: the last ten entries of many people.
param([string] $Module, [uri] $Server, [int] $Count, [int] $ThrottleLimit)

$ErrorActionPreference = 'Stop'

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
Connect-FastServer -Module $Module -Server $Server -ThrottleLimit $ThrottleLimit
$people = 1..$Count | ForEach-Object { [pscustomobject] @{ UserId = 1000 + $_ } }
if (@($people[0..1] | Get-SmPushHistory -First 10).Count -ne 20) { throw 'Entries are missing.' }
Measure-Contender -Items $Count -Work { $people | Get-SmPushHistory -First 10 }
