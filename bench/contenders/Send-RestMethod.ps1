# What most scripts do: Invoke-RestMethod in a loop, with one web session so that connections are kept.
param([uri] $Server, [string] $Csv, [int] $Count, [int] $Repeat)

$ErrorActionPreference = 'Stop'

Import-Module (Join-Path $PSScriptRoot 'Measurement.psm1')
$rows = @(Import-Csv $Csv | Select-Object -First $Count)
$web = [Microsoft.PowerShell.Commands.WebRequestSession]::new()

function Send-Row($Row) {
    $body = @{
        clientId = 'bench'; apiKey = '0123456789abcdef0123456789abcdef'; sha = '0123456789abcdef0123456789abcdef01234567'
        pushId = '00000000-0000-4000-8000-000000000001'; applicationId = 'bench_app'; email = $Row.Email
        properties = @{ discount = $Row.discount; product = $Row.product }
    } | ConvertTo-Json -Compress
    $answer = Invoke-RestMethod -Method Post -Uri "${Server}api/mobile/push/send" -ContentType 'application/json' -Body $body -WebSession $web
    if (-not $answer.success) { throw 'The server said no.' }
}

Measure-Contender -Items $rows.Count -Repeat $Repeat -Work { foreach ($row in $rows) { Send-Row $row } }
