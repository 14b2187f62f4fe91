# Import-Csv: strings from the same file.
param([string] $File, [int] $Count)

$ErrorActionPreference = 'Stop'

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
Measure-Contender -Items $Count -Repeat 2 -Work { Import-Csv $File }
