<#
.SYNOPSIS
    What every contender in the engine shares: its measurement, and the session of the module under test.
#>
Set-StrictMode -Version 3

function Measure-Contender {
    <#
    .SYNOPSIS
        Does the work and writes one line of JSON about it: items, time, processor time, allocations, peak memory.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory)]
        [long] $Items,

        [Parameter(Mandatory)]
        [scriptblock] $Work,

        # How often the work is done before the time that counts, and as often again within it; 0 does it once, cold. The runtime compiles
        # what runs often, in the background and in several steps; until it has, an engine is several times slower. The pause lets it finish.
        [int] $Repeat = 0
    )

    for ($done = 0; $done -lt $Repeat; $done++) {
        & $Work > $null
        Start-Sleep -Milliseconds 300
    }

    $times = [Math]::Max(1, $Repeat)
    [GC]::Collect()
    $process = [System.Diagnostics.Process]::GetCurrentProcess()
    $cpu = $process.TotalProcessorTime
    $allocated = [GC]::GetTotalAllocatedBytes($true)
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    for ($done = 0; $done -lt $times; $done++) { & $Work > $null }
    $watch.Stop()
    $process.Refresh()
    $peak = 0
    if (Test-Path '/proc/self/status') {
        $peak = [long] ([System.IO.File]::ReadAllText('/proc/self/status') -replace '(?s).*VmHWM:\s+(\d+) kB.*', '$1')
    }

    [ordered]@{
        Items          = $Items * $times
        Seconds        = $watch.Elapsed.TotalSeconds
        CpuSeconds     = ($process.TotalProcessorTime - $cpu).TotalSeconds
        AllocatedBytes = [GC]::GetTotalAllocatedBytes($true) - $allocated
        PeakKilobytes  = $peak
    } | ConvertTo-Json -Compress
}

function Connect-FastServer {
    <#
    .SYNOPSIS
        Imports the module under test and opens a session with the fast server.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)]
        [string] $Module,

        [Parameter(Mandatory)]
        [uri] $Server,

        # Without it, the session finds its own concurrency.
        [int] $ThrottleLimit
    )

    Import-Module $Module -Scope Global
    $secret = [System.Security.SecureString]::new()
    'bench-secret'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
    $credential = [pscredential]::new('bench', $secret)
    $limit = if ($ThrottleLimit) { @{ ThrottleLimit = $ThrottleLimit } } else { @{} }
    Connect-SmAccount -Endpoint $Server -Credential $credential -MobileEndpoint $Server -MobileCredential $credential -ApplicationId 'bench_app' @limit
}
