# Import-SmDelivery: typed objects from a file.
param([string] $Module, [string] $File, [string] $WarmUpFile, [int] $Count)

$ErrorActionPreference = 'Stop'

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
Import-Module $Module
if (@(Import-SmDelivery $WarmUpFile).Count -ne 50000) { throw 'Rows are missing.' }
Measure-Contender -Items $Count -Repeat 1 -Work { Import-SmDelivery $File }
