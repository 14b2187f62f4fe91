#Requires -Version 7.4
<#
.SYNOPSIS
    Sends a win-back push to the customers in a CSV file, each with their own discount and product.
.DESCRIPTION
    The journal beside the CSV file makes the run restartable: run the script again after whatever happened, and it sends what is
    missing, never twice. Rows that were not accepted go to a file of results. Correct the customers' file and run the script again;
    or correct the results and pipe them back in, with the same journal (third example).

    Exit codes: 0 all accepted, 1 some failed, 3 some are unknown (look at the history before sending those again).
.PARAMETER Path
    The customers: Email, and the columns discount and product.
.PARAMETER PushName
    The push, by its name in SALESmanago.
.PARAMETER FailedPath
    Where rows go that were not accepted.
.PARAMETER Sandbox
    Tries the script with a made-up account, which has a push of the default name.
.EXAMPLE
    ./win-back.ps1 -Path ./contacts.csv -Sandbox
.EXAMPLE
    ./win-back.ps1 -Path ./winback.csv
.EXAMPLE
    Import-Csv ./winback.failed.csv | Send-SmPush -JournalPath ./winback.journal
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [string] $PushName = 'Win-back discount',

    [string] $FailedPath = [System.IO.Path]::ChangeExtension($Path, '.failed.csv'),

    [switch] $Sandbox
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
# The module of this clone or installation; for a copy of this script elsewhere, the installed one.
$manifest = Join-Path $PSScriptRoot '../SalesManagoMobile.psd1'
Import-Module ((Test-Path $manifest) ? $manifest : 'SalesManagoMobile')

$session = $Sandbox ? (Connect-SmAccount -Sandbox -PassThru) : (Connect-SmAccount -PassThru)
try {
    $push = @(Get-SmPush -Name $PushName -Session $session)
    if ($push.Count -ne 1) {
        throw "There are $($push.Count) pushes named '$PushName'; one is needed. Get-SmPush lists them."
    }

    $options = @{
        PushId       = $push[0].Id
        PropertyName = 'discount', 'product'
        JournalPath  = [System.IO.Path]::ChangeExtension($Path, '.journal')
        Session      = $session
        ErrorAction  = 'SilentlyContinue'
    }
    $results = @(Import-Csv $Path | Send-SmPush @options)
    $open = @($results | Where-Object Status -notin Accepted, Skipped)
    Remove-Item -LiteralPath $FailedPath -ErrorAction Ignore
    if ($open) {
        $open | Export-Csv $FailedPath
    }

    $results | Group-Object Status -NoElement | ForEach-Object { Write-Output ('{0,6} {1}' -f $_.Count, $_.Name) }
}
finally {
    Disconnect-SmAccount -Session $session -WhatIf:$false
}

exit (@($open | Where-Object Status -eq Unknown) ? 3 : $open ? 1 : 0)
