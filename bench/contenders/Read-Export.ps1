# Receive-SmJob: downloads an export and reads it in one go.
param([string] $Module, [uri] $Server, [int] $Count)

$ErrorActionPreference = 'Stop'

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
Connect-FastServer -Module $Module -Server $Server
if (@(Receive-SmJob -JobId 1000).Count -ne 1000) { throw 'Rows are missing.' }
Measure-Contender -Items $Count -Repeat 1 -Work { Receive-SmJob -JobId $Count }
