# Import-SmDelivery: typed objects from a file.
param([string] $Module, [string] $File, [string] $WarmUpFile, [int] $Count)

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
Import-Module $Module
Import-SmDelivery $WarmUpFile > $null
Measure-Contender -Items $Count -Work { Import-SmDelivery $File }
