# Export-SmReport -Path: a page from an exported file.
param([string] $Module, [string] $File, [string] $OutFile, [int] $Count)

$ErrorActionPreference = 'Stop'

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
Import-Module $Module
$measurement = Measure-Contender -Items $Count -Work { Export-SmReport $OutFile -Path $File -TimeZone UTC } | ConvertFrom-Json
$measurement | Add-Member FileBytes (Get-Item $OutFile).Length
$measurement | ConvertTo-Json -Compress
