# Receive-SmJob: downloads an export and reads it in one go.
param([string] $Module, [uri] $Server, [int] $Count)

$ErrorActionPreference = 'Stop'

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
Connect-FastServer -Module $Module -Server $Server
Measure-Contender -Items $Count -Repeat 2 -Work { Receive-SmJob -JobId $Count }
