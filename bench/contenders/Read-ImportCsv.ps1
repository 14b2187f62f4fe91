# Import-Csv: strings from the same file.
param([string] $File, [string] $WarmUpFile, [int] $Count)

$ErrorActionPreference = 'Stop'

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
if (@(Import-Csv $WarmUpFile).Count -ne 50000) { throw 'Rows are missing.' }
Measure-Contender -Items $Count -Repeat 1 -Work { Import-Csv $File }
