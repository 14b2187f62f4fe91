# From an engine that has just started to the first accepted push, by hand.
param([uri] $Server)

$ErrorActionPreference = 'Stop'

$watch = [System.Diagnostics.Stopwatch]::StartNew()
$bytes = [Text.Encoding]::UTF8.GetBytes('0123456789abcdef0123456789abcdef' + 'bench' + 'bench-secret')
$sha = [Convert]::ToHexString([Security.Cryptography.SHA1]::HashData($bytes)).ToLowerInvariant()
$body = @{
    clientId = 'bench'; apiKey = '0123456789abcdef0123456789abcdef'; sha = $sha
    pushId = '00000000-0000-4000-8000-000000000001'; applicationId = 'bench_app'; email = 'first@example.com'
} | ConvertTo-Json -Compress
$answer = Invoke-RestMethod -Method Post -Uri "${Server}api/mobile/push/send" -ContentType 'application/json' -Body $body
$watch.Stop()
if (-not $answer.success) { throw 'The server said no.' }
@{ Items = 1; Seconds = $watch.Elapsed.TotalSeconds; CpuSeconds = 0; AllocatedBytes = 0; PeakKilobytes = 0 } | ConvertTo-Json -Compress
