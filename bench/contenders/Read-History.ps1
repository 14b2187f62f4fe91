# Get-SmPushHistory: pages through one person's whole history.
param([string] $Module, [uri] $Server, [int] $Count)

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
Connect-FastServer -Module $Module -Server $Server
Get-SmPushHistory -UserId 1000 > $null
Measure-Contender -Items $Count -Work { Get-SmPushHistory -UserId $Count }
