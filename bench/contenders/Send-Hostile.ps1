# Send-SmPush to a server whose responses are far too long: nothing is accepted, and memory stays bounded.
param([string] $Module, [uri] $Server, [int] $Count, [int] $ThrottleLimit)

$ErrorActionPreference = 'Stop'

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
Connect-FastServer -Module $Module -Server $Server
$rows = 1..$Count | ForEach-Object { [pscustomobject] @{ Email = "recipient$_@example.com" } }
$push = @{ PushId = '00000000-0000-4000-8000-000000000001'; ThrottleLimit = $ThrottleLimit; ErrorAction = 'SilentlyContinue' }
$script:results = @()
Measure-Contender -Items $Count -Work { $script:results = $rows | Send-SmPush @push }
if ($script:results | Where-Object Status -eq Accepted) { throw 'A response of 62 MB counts as accepted.' }
