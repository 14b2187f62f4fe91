# Import-SmDelivery: typed objects from a file.
param([string] $Module, [string] $File, [int] $Count)

$ErrorActionPreference = 'Stop'

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
Import-Module $Module
Measure-Contender -Items $Count -Repeat 2 -Work { Import-SmDelivery $File }
