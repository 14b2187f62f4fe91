#Requires -Version 7.4
<#
.SYNOPSIS
    Receives callbacks as a service: under systemd, as a scheduled task, or under any supervisor that starts it again.
.DESCRIPTION
    Callbacks are kept in the spool, acknowledged, and then worked on one by one. A mistake with one callback is reported and does not end the
    receiver. Whatever ends the receiver ends this script with a code that is not 0, so that whoever supervises it starts it again: a taken
    port, a spool that cannot be opened, a token that is missing. What was acknowledged is in the spool and comes first after the restart.

    Exit codes: 0 only when -TimeoutSec is over; 1 otherwise.
.PARAMETER TokenPath
    A file that holds the token and that only this account can read. systemd gives one with LoadCredential.
.PARAMETER Folder
    Where the spool and failed.csv are kept. It must outlive the service.
.PARAMETER Prefix
    Where to listen.
.PARAMETER TimeoutSec
    Ends after so many seconds. Without it the receiver runs until it is stopped.
.EXAMPLE
    ./receive-callbacks.ps1 -TokenPath /etc/callbacks/token -Folder /var/lib/callbacks
#>
[CmdletBinding()]
param(
    [string] $TokenPath = (Join-Path ($env:CREDENTIALS_DIRECTORY ?? '.') 'token'),

    [string] $Folder = ($env:STATE_DIRECTORY ?? '.'),

    [string] $Prefix = 'http://localhost:8080/callbacks/',

    [int] $TimeoutSec
)

# An error that ends a command ends this script as well. PowerShell goes on with the next line otherwise, and ends with 0.
$ErrorActionPreference = 'Stop'
$limit = $TimeoutSec ? @{ TimeoutSec = $TimeoutSec } : @{}
try {
    $manifest = Join-Path $PSScriptRoot '../SalesManagoMobile.psd1'
    Import-Module ((Test-Path $manifest) ? $manifest : 'SalesManagoMobile')
    $token = (Get-Content $TokenPath -TotalCount 1).Trim()

    # A full disk is reported and does not end the receiver: it answers 503 and goes on when there is room.
    Receive-SmCallback -Prefix $Prefix -Token $token -SpoolPath (Join-Path $Folder 'callbacks.spool') -ErrorAction Continue @limit | ForEach-Object {
        $callback = $_
        try {
            if ($callback.Outcome -eq 'Failed') {
                $callback | Select-Object ReceivedAt, Kind, To, Status | Export-Csv (Join-Path $Folder 'failed.csv') -Append
            }
        }
        catch {
            Write-Warning "$($callback.Kind) of $($callback.ReceivedAt): $_"
        }
    }
}
catch {
    Write-Warning "The receiver ended: $_"
    exit 1
}

exit ($TimeoutSec ? 0 : 1)
