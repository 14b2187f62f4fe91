# From an engine that has just started to the first accepted push, with the module.
param([string] $Module, [uri] $Server)

$ErrorActionPreference = 'Stop'

$watch = [System.Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
$credential = [pscredential]::new('bench', (ConvertTo-SecureString 'bench-secret' -AsPlainText))
Connect-SmAccount -Endpoint $Server -Credential $credential -ApplicationId 'bench_app'
$sent = Send-SmPush -PushId '00000000-0000-4000-8000-000000000001' -Email 'first@example.com'
$watch.Stop()
if ($sent.Status -ne 'Accepted') { throw "The first push is $($sent.Status)." }
@{ Items = 1; Seconds = $watch.Elapsed.TotalSeconds; CpuSeconds = 0; AllocatedBytes = 0; PeakKilobytes = 0 } | ConvertTo-Json -Compress
