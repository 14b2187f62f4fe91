# What the engine itself takes to hand rows to a cmdlet that binds as Send-SmPush does.
param([string] $Module, [string] $Csv, [int] $Count, [int] $Repeat)

$ErrorActionPreference = 'Stop'

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
Import-Module $Module
$rows = @(Import-Csv $Csv)
Measure-Contender -Items $Count -Repeat $Repeat -Work { $rows | Test-Binding -PushId '00000000-0000-4000-8000-000000000001' }
