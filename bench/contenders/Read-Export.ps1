# Receive-SmJob: downloads an export and reads it in one go.
param([string] $Module, [uri] $Server, [int] $Count)

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
Connect-FastServer -Module $Module -Server $Server
Receive-SmJob -JobId 1000 > $null
Measure-Contender -Items $Count -Work { Receive-SmJob -JobId $Count }
