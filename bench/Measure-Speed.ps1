#Requires -Version 7.4
<#
.SYNOPSIS
    Measures how a session finds its speed at a sandbox over HTTP, against fixed numbers in flight, and writes a table in Markdown.
.DESCRIPTION
    Each server gets the work of -Seconds at the highest speed that it bears with up to 64 in flight. Client and server run in this process and share
    its processor. The figures of docs/benchmarks.md were written by it.
.EXAMPLE
    pwsh -File bench/Measure-Speed.ps1
#>
[CmdletBinding()]
param(
    # How long the work would take at the highest speed.
    [ValidateRange(1, 3600)]
    [int] $Seconds = 20
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module (Join-Path $PSScriptRoot '../SalesManagoMobile.psd1')

$servers = @(
    @{ Name = '20 ms, 4 at once, the rest queue'; PerSecond = 200; Limits = @{ DelayMilliseconds = 20; Capacity = 4 } }
    @{ Name = '20 ms, 16 at once, the rest queue'; PerSecond = 800; Limits = @{ DelayMilliseconds = 20; Capacity = 16 } }
    @{ Name = '100 ms, 64 at once, the rest queue'; PerSecond = 640; Limits = @{ DelayMilliseconds = 100; Capacity = 64 } }
    @{ Name = '20 ms, 200 a second'; PerSecond = 200; Limits = @{ DelayMilliseconds = 20; MaxRequestsPerSecond = 200; RetryAfterSec = 1 } }
    @{ Name = '100 ms, 50 a second'; PerSecond = 50; Limits = @{ DelayMilliseconds = 100; MaxRequestsPerSecond = 50; RetryAfterSec = 1 } }
    @{ Name = '100 ms, 200 a second'; PerSecond = 200; Limits = @{ DelayMilliseconds = 100; MaxRequestsPerSecond = 200; RetryAfterSec = 1 } }
)

function Measure-Session([hashtable] $Server, [hashtable] $Connection) {
    $limits = $Server.Limits
    $sandbox = Start-SmSandbox -AcceptAnyRecipient -CountOnly @limits
    try {
        $session = $sandbox | Connect-SmAccount @Connection -PassThru
        $id = (Get-SmPush -Session $session | Select-Object -First 1).Id
        $count = $Server.PerSecond * $Seconds
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $accepted = @(1..$count | ForEach-Object { "user$_@example.com" } | Send-SmPush -PushId $id -Session $session |
                Where-Object Status -eq Accepted).Count
        [pscustomobject]@{
            Times    = $watch.Elapsed.TotalSeconds / $Seconds
            Refused  = ($sandbox.Requests - 1 - $sandbox.Sends) / ($sandbox.Requests - 1)
            InFlight = $session.CurrentThrottleLimit
            Lost     = $count - $accepted
        }
    }
    finally {
        Stop-SmSandbox $sandbox
        Disconnect-SmAccount
    }
}

'| server: latency and limits | 8 in flight | 64 in flight | by itself | refused | in flight at the end |'
'|---|---:|---:|---:|---:|---:|'
foreach ($server in $servers) {
    $eight = Measure-Session $server @{ ThrottleLimit = 8 }
    $most = Measure-Session $server @{ ThrottleLimit = 64 }
    $itself = Measure-Session $server @{}
    if ($eight.Lost + $most.Lost + $itself.Lost -gt 0) {
        Write-Warning "$($server.Name): not everything was accepted."
    }

    [string]::Format(
        [cultureinfo]::InvariantCulture, '| {0} | {1:0.00} | {2:0.00} | {3:0.00} | {4:0.0 %} | {5} |',
        $server.Name, $eight.Times, $most.Times, $itself.Times, $itself.Refused, $itself.InFlight)
}
