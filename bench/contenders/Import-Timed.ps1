# How long Import-Module takes in an engine that has just started.
param([string] $Module)

$ErrorActionPreference = 'Stop'

$watch = [System.Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
$watch.Stop()
@{ Items = 1; Seconds = $watch.Elapsed.TotalSeconds; CpuSeconds = 0; AllocatedBytes = 0; PeakKilobytes = 0 } | ConvertTo-Json -Compress
