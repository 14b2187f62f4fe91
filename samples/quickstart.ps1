#Requires -Version 7.4
<#
.SYNOPSIS
    The main job from end to end, against an account that exists only in this process.
.DESCRIPTION
    Contacts from a CSV file, a push to each, a batch by tag, the history of one person, statistics, an export that is waited for
    and read, a report, and a table. Nothing leaves this machine.
.PARAMETER ContactPath
    The contacts, who need not be in the account before: Email, System, PushRegistrationId, and the columns that the push names.
.PARAMETER ReportPath
    The HTML report to write.
.EXAMPLE
    ./samples/quickstart.ps1
#>
[CmdletBinding()]
param(
    [string] $ContactPath = (Join-Path $PSScriptRoot 'contacts.csv'),
    [string] $ReportPath = (Join-Path ([System.IO.Path]::GetTempPath()) 'salesmanago-quickstart.html')
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
# The module of this clone or installation; for a copy of this script elsewhere, the installed one.
$manifest = Join-Path $PSScriptRoot '../SalesManagoMobile.psd1'
Import-Module ((Test-Path $manifest) ? $manifest : 'SalesManagoMobile')

$step = 0
function Write-Step([int] $Count, [string] $What) {
    $script:step++
    Write-Host ('  {0}  {1,4}  {2}' -f $script:step, $Count, $What)
}

# -Sandbox alone would do; with the account at hand, time can pass in it.
$account = [SalesManagoMobile.Sandbox.SandboxAccount]::new()
$session = Connect-SmAccount -SandboxAccount $account -PassThru
$push = Get-SmPush -Name 'Win-back discount'

$contacts = Import-Csv $ContactPath | New-SmContact
Write-Step @($contacts | Where-Object Status -eq Accepted).Count "contacts transferred from $(Split-Path -Leaf $ContactPath)"

$sent = Import-Csv $ContactPath | Send-SmPush -PushId $push.Id -PropertyName discount, product
Write-Step @($sent | Where-Object Status -eq Accepted).Count 'pushes sent, one to each, with their own discount'

$batch = Send-SmPushBatch -PushId $push.Id -Tag VIP
Write-Step @($batch | Where-Object Status -eq Accepted).Count 'batch sent to everyone tagged VIP'

# Six hours later: people have looked at their phones.
$account.Advance([timespan]::FromHours(6))

$history = Get-SmPushHistory -Email $sent[0].Email -Extended
Write-Step @($history).Count "push in the history of $($sent[0].Email)"

$conversations = $push | Get-SmConversation
$stats = $conversations | Get-SmConversationStats
Write-Step @($stats).Count "rows of statistics of $(@($conversations).Count) conversations"

$job = Start-SmExport -PushId $push.Id -After (Get-Date).AddDays(-14) | Wait-SmJob -PollIntervalSec 1
$records = $job | Receive-SmJob
Write-Step @($records).Count "delivery records read from export job $($job.JobId)"

@($stats) + @($records) | Export-SmReport $ReportPath -Title $push.Name
Write-Step 1 "report: $ReportPath"

$name = @{ Label = 'Conversation'; Expression = { $_.Name -replace ' (of )?\d{4}-\d\d-\d\d$' } }
$rate = @{ Label = 'Rate'; Expression = { $null -eq $_.ClickRate ? '-' : '{0:0.0}%' -f (100 * $_.ClickRate) }; Align = 'Right' }
$stats | Sort-Object ClickRate -Descending | Format-Table -AutoSize $name, Platform, Sent, Displayed, Clicked, $rate
Disconnect-SmAccount -Session $session

# Everything above must have been accepted; a scheduled run would look at the same thing.
$refused = @($contacts) + @($sent) + @($batch) | Where-Object Status -ne Accepted
exit ($refused ? 1 : 0)
