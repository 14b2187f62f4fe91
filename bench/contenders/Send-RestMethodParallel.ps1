# What a script does that wants more speed: ForEach-Object -Parallel with Invoke-RestMethod.
param([uri] $Server, [string] $Csv, [int] $Count, [int] $ThrottleLimit = 5, [int] $Repeat)

$ErrorActionPreference = 'Stop'

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
$rows = @(Import-Csv $Csv | Select-Object -First $Count)

$work = {
    $row = $_
    $body = @{
        clientId = 'bench'; apiKey = '0123456789abcdef0123456789abcdef'; sha = '0123456789abcdef0123456789abcdef01234567'
        pushId = '00000000-0000-4000-8000-000000000001'; applicationId = 'bench_app'; email = $row.Email
        properties = @{ discount = $row.discount; product = $row.product }
    } | ConvertTo-Json -Compress
    $answer = Invoke-RestMethod -Method Post -Uri "${using:Server}api/mobile/push/send" -ContentType 'application/json' -Body $body
    if (-not $answer.success) { throw 'The server said no.' }
}

Measure-Contender -Items $rows.Count -Repeat $Repeat -Work { $rows | ForEach-Object -ThrottleLimit $ThrottleLimit -Parallel $work }
