#Requires -Version 7.4
<#
.SYNOPSIS
    Sends a push to one shard of a list, so that several machines share the list. It may be killed and started again at any time.
.DESCRIPTION
    Every machine gets the same list, the same -Count and -Seed, and an -Index of its own. The journal of the shard remembers what was
    sent; start the script again with the same arguments, and it sends what is missing. A journal refuses rows of another shard, so
    -Count and -Seed cannot change while the list is being sent.

    Credentials come from the environment (SALESMANAGO_ENDPOINT, SALESMANAGO_CLIENT_ID, SALESMANAGO_API_SECRET, SALESMANAGO_APPLICATION_ID).

    Exit codes: 0 done, with those that the server refused in shard-<index>.failed.csv; 1 not done, start it again; 2 done, but some are
    unknown (Resolve-SmSendJournal asks the history about them); 3 the arguments, the list or the account must be corrected first.
.PARAMETER Path
    The list: a CSV file with a column Email, ContactId or UserId.
.PARAMETER PushName
    The push, by its name in SALESmanago.
.PARAMETER Count
    The number of shards.
.PARAMETER Index
    The shard of this machine, from 0. An Indexed Job of Kubernetes gives it as JOB_COMPLETION_INDEX.
.PARAMETER Seed
    Names the campaign, for example spring. The same on every machine.
.PARAMETER JournalFolder
    Where the journal of the shard is kept. It must outlive the machine or container.
.PARAMETER MaxRequestsPerSecond
    The rate of all shards together; each takes its part of it.
.EXAMPLE
    ./shard.ps1 -Path ./all.csv -PushName 'Spring campaign' -Count 2 -Index 0 -Seed spring -JournalFolder ./journals
.EXAMPLE
    do { pwsh -NoProfile -File ./shard.ps1 -Path ./all.csv -PushName 'Spring campaign' -Count 2 -Index 1 -Seed spring -JournalFolder D:\journals } while ($LASTEXITCODE -eq 1)
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [Parameter(Mandatory)]
    [string] $PushName,

    [Parameter(Mandatory)]
    [ValidateRange(1, 10000)]
    [int] $Count,

    [string] $Index = $env:JOB_COMPLETION_INDEX,

    [Parameter(Mandatory)]
    [string] $Seed,

    [Parameter(Mandatory)]
    [string] $JournalFolder,

    [ValidateRange(0, 100000)]
    [double] $MaxRequestsPerSecond = 0
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

# What may pass by itself: the server or the network, or a container of the same shard that has not ended yet.
$passing = 'ConnectionFailed', 'ConnectionLost', 'TimedOut', 'Throttled', 'ServerError', 'RunStopped', 'JournalUnavailable'
function Test-Passing($ErrorRecord) { ($ErrorRecord.FullyQualifiedErrorId -split ',')[0] -in $passing }

$counts = @{ Accepted = 0; Skipped = 0; Failed = 0; Unknown = 0; NotTried = 0 }
$problems = @()
try {
    if ($Index -notmatch '^\d+$') {
        throw "-Index '$Index' is not a number. Give it, or run the script in an Indexed Job, which sets JOB_COMPLETION_INDEX."
    }

    # In a clone the module lies beside the samples; elsewhere it is installed.
    $manifest = Join-Path $PSScriptRoot '../SalesManagoMobile.psd1'
    Import-Module ((Test-Path $manifest) ? $manifest : 'SalesManagoMobile')
    $connection = $MaxRequestsPerSecond -gt 0 ? @{ MaxRequestsPerSecond = $MaxRequestsPerSecond / $Count } : @{}
    Connect-SmAccount @connection
    $push = Get-SmPush -Name $PushName
    $refused = Join-Path $JournalFolder "shard-$Index.failed.csv"
    Remove-Item -LiteralPath $refused -ErrorAction Ignore
    $options = @{
        PushId        = $push.Id
        JournalPath   = Join-Path $JournalFolder "shard-$Index.journal"
        ErrorAction   = 'SilentlyContinue'
        ErrorVariable = 'problems'
    }
    Import-Csv -LiteralPath $Path |
        Split-SmAudience -Count $Count -Index $Index -Seed $Seed |
        Send-SmPush @options |
        ForEach-Object {
            $counts["$($_.Status)"]++
            if ($_.Status -eq 'Failed') { $_ }
        } |
        Export-Csv -LiteralPath $refused
}
catch {
    Write-Output "Shard ${Index} of ${Count}: $_"
    exit (Test-Passing $_) ? 1 : 3
}

Write-Output "Shard ${Index} of ${Count}: $(($counts.GetEnumerator() | Sort-Object Name | ForEach-Object { "$($_.Value) $($_.Name)" }) -join ', ')"
$again = $counts.NotTried -gt 0 -or @($problems | Where-Object { Test-Passing $_ }).Count -gt 0
exit $again ? 1 : $counts.Unknown -gt 0 ? 2 : 0
