# How long Import-Module takes in an engine that has just started and has imported nothing yet.
param([string] $Module)

$ErrorActionPreference = 'Stop'

$process = [System.Diagnostics.Process]::GetCurrentProcess()
$cpu = $process.TotalProcessorTime
$watch = [System.Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
$watch.Stop()
$process.Refresh()
$cpuSeconds = ($process.TotalProcessorTime - $cpu).TotalSeconds
@{ Items = 1; Seconds = $watch.Elapsed.TotalSeconds; CpuSeconds = $cpuSeconds; AllocatedBytes = 0; PeakKilobytes = 0 } | ConvertTo-Json -Compress
