# Get-SmPushHistory: pages through one person's whole history.
param([string] $Module, [uri] $Server, [int] $Count)

$ErrorActionPreference = 'Stop'

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
Connect-FastServer -Module $Module -Server $Server
if (@(Get-SmPushHistory -UserId 1000).Count -ne 1000) { throw 'Entries are missing.' }
Measure-Contender -Items $Count -Work { Get-SmPushHistory -UserId $Count }
