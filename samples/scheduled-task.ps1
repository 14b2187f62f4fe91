#Requires -Version 7.4
<#
.SYNOPSIS
    Runs a script of yours as a scheduled task: credentials, a log, and an exit code that the scheduler understands.
.DESCRIPTION
    Credentials come from a vault of Microsoft.PowerShell.SecretManagement when -VaultName is given, else from the environment
    (SALESMANAGO_ENDPOINT, SALESMANAGO_CLIENT_ID, SALESMANAGO_API_SECRET and the others of Connect-SmAccount).
    They reach the script through the session that is current, never through a parameter, so no log shows them.

    Exit codes: 0 done, 1 the script failed, 2 the account cannot be reached or refuses the credentials; else the script's own.
.PARAMETER ScriptPath
    The script to run. It finds an open session and needs no credentials.
.PARAMETER LogPath
    The log; each run is appended.
.PARAMETER VaultName
    A vault with the secrets SalesManago and SalesManagoMobile (each a PSCredential: client id and API secret), and
    SalesManagoEndpoint (the account's host).
.PARAMETER Sandbox
    Tries it with a made-up account.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File ./scheduled-task.ps1 -ScriptPath ./my-nightly-job.ps1 -LogPath ./nightly.log
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ScriptPath,

    [Parameter(Mandatory)]
    [string] $LogPath,

    [string] $VaultName,

    [switch] $Sandbox
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
# The module of this clone or installation; for a copy of this script elsewhere, the installed one.
$manifest = Join-Path $PSScriptRoot '../SalesManagoMobile.psd1'
Import-Module ((Test-Path $manifest) ? $manifest : 'SalesManagoMobile')

function Add-LogLine([string] $Text) {
    $line = '{0:yyyy-MM-ddTHH:mm:sszzz} {1}' -f [DateTimeOffset]::Now, $Text
    Add-Content -LiteralPath $LogPath -Value $line
    Write-Output $line
}

try {
    $connection = @{}
    if ($Sandbox) {
        $connection.Sandbox = $true
    }
    elseif ($VaultName) {
        $connection.Endpoint = Get-Secret -Vault $VaultName -Name SalesManagoEndpoint -AsPlainText
        $connection.Credential = Get-Secret -Vault $VaultName -Name SalesManago
        $connection.MobileCredential = Get-Secret -Vault $VaultName -Name SalesManagoMobile
    }

    Connect-SmAccount @connection
    foreach ($check in Test-SmAccount) {
        Add-LogLine "$($check.Host) host: $($check.Status) $($check.Message)".TrimEnd()
        if ($check.Status -notin 'Ready', 'NotConfigured') {
            throw 'the account is not ready.'
        }
    }
}
catch {
    Add-LogLine "Cannot start: $_ $($_.ErrorDetails?.RecommendedAction)"
    exit 2
}

# What an earlier command left there is not this script's.
Set-Variable LASTEXITCODE 0 -Scope Global
try {
    & $ScriptPath *>&1 | ForEach-Object {
        if ($_ -is [System.Management.Automation.ErrorRecord]) { "ERROR: $_ $($_.ErrorDetails?.RecommendedAction)".TrimEnd() }
        elseif ($_ -is [System.Management.Automation.WarningRecord]) { "WARNING: $_" }
        else { $_ }
    } | Out-String -Stream -Width 200 | ForEach-Object {
        # Without colours and empty lines.
        $line = ($_ -replace '\e\[[0-9;]*m').TrimEnd()
        if ($line) { Add-LogLine "  $line" }
    }
    $code = $LASTEXITCODE
    Add-LogLine "Ended with $code"
}
catch {
    Add-LogLine "Failed: $_"
    $code = 1
}
finally {
    Disconnect-SmAccount
}

exit $code
