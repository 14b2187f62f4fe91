# Import-Csv: strings from the same file.
param([string] $File, [string] $WarmUpFile, [int] $Count)

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
Import-Csv $WarmUpFile > $null
Measure-Contender -Items $Count -Work { Import-Csv $File }
