#Requires -Version 7.4
<#
.SYNOPSIS
    Tries two pushes on a small part of a list each, reports which of them people click, and sends that one to the rest.
.DESCRIPTION
    Three steps, each a run of this script with the same -Path, -PushName, -Weight and -Seed:

    1. without -ReportPath and -Winner: sends the first push to group A and the second to group B;
    2. with -ReportPath, a day or two later: exports what became of both and writes a page that compares the groups;
    3. with -Winner: sends that group's push to everybody else.

    Who is in which group follows from the seed, so nothing needs to be kept between the steps but the journals, which lie beside the list.
    Each step may be run again after whatever happened: nobody gets a push twice, and nobody of A or B gets the second one in step 3.

    Credentials come from the environment (SALESMANAGO_ENDPOINT, SALESMANAGO_CLIENT_ID, SALESMANAGO_API_SECRET, SALESMANAGO_APPLICATION_ID,
    and for the report SALESMANAGO_MOBILE_CLIENT_ID and SALESMANAGO_MOBILE_API_SECRET).

    Exit codes: 0 done, 1 some failed, 3 some are unknown (Resolve-SmSendJournal asks the history about them).
.PARAMETER Path
    The list: a CSV file with a column Email.
.PARAMETER PushName
    The two pushes, by their names in SALESmanago.
.PARAMETER Seed
    Names the test. Another test needs another seed, or the same people would be tried on again.
.PARAMETER Weight
    How large the groups A, B and Rest are.
.PARAMETER ExcludePath
    Lists of people who get neither.
.PARAMETER ReportPath
    Writes the report there instead of sending.
.PARAMETER Winner
    Sends the push of this group to the rest.
.EXAMPLE
    ./two-texts.ps1 -Path ./all.csv -PushName 'Spring, short', 'Spring, long' -Seed spring
.EXAMPLE
    ./two-texts.ps1 -Path ./all.csv -PushName 'Spring, short', 'Spring, long' -Seed spring -ReportPath ./spring.html
.EXAMPLE
    ./two-texts.ps1 -Path ./all.csv -PushName 'Spring, short', 'Spring, long' -Seed spring -Winner B
#>
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Try')]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [Parameter(Mandatory)]
    [ValidateCount(2, 2)]
    [string[]] $PushName,

    [Parameter(Mandatory)]
    [string] $Seed,

    [ValidateCount(3, 3)]
    [double[]] $Weight = @(10, 10, 80),

    [string[]] $ExcludePath = @(),

    [Parameter(Mandatory, ParameterSetName = 'Report')]
    [string] $ReportPath,

    [Parameter(Mandatory, ParameterSetName = 'Rest')]
    [ValidateSet('A', 'B')]
    [string] $Winner
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
# The module of this clone or installation; for a copy of this script elsewhere, the installed one.
$manifest = Join-Path $PSScriptRoot '../SalesManagoMobile.psd1'
Import-Module ((Test-Path $manifest) ? $manifest : 'SalesManagoMobile')

$session = Connect-SmAccount -PassThru
$split = @{ Name = 'A', 'B', 'Rest'; Weight = $Weight; Seed = $Seed }
$journals = @{}
'A', 'B', 'Rest' | ForEach-Object { $journals[$_] = [System.IO.Path]::ChangeExtension($Path, ".$Seed.$_.journal") }

function Send-Group([string] $Group, $Push, [string[]] $Without) {
    $options = @{ PushId = $Push.Id; JournalPath = $journals[$Group]; Session = $session; ErrorAction = 'SilentlyContinue' }
    if ($Without) { $options.ExcludePath = $Without }
    Import-Csv -LiteralPath $Path | Split-SmAudience @split | Where-Object Group -eq $Group | Send-SmPush @options
}

$results = @()
try {
    $push = @{ A = Get-SmPush -Name $PushName[0] -Session $session; B = Get-SmPush -Name $PushName[1] -Session $session }
    switch ($PSCmdlet.ParameterSetName) {
        'Try' {
            $results = @(Send-Group A $push.A $ExcludePath) + @(Send-Group B $push.B $ExcludePath)
        }
        'Report' {
            $began = 'A', 'B' | ForEach-Object { Get-SmSendJournal $journals[$_] } | Measure-Object At -Minimum
            $rows = foreach ($group in 'A', 'B') {
                # The push may have reached others, in other campaigns: only its own group counts.
                Start-SmExport -PushId $push[$group] -After $began.Minimum.AddHours(-1) -Session $session |
                    Wait-SmJob -Session $session |
                    Receive-SmJob -Session $session |
                    Split-SmAudience @split |
                    Where-Object Group -eq $group
            }
            $rows | Export-SmReport $ReportPath -Compare A, B -Title "$Seed`: $($PushName -join ' or ')"
        }
        'Rest' {
            if ((Test-Path -LiteralPath $journals.Rest) -and @(Get-SmSendJournal $journals.Rest | Where-Object PushId -ne $push[$Winner].Id)) {
                throw 'The rest is getting the other push already. Run the script with the same -Winner as before.'
            }

            $results = @(Send-Group Rest $push[$Winner] (@($ExcludePath) + $journals.A + $journals.B))
        }
    }
}
finally {
    Disconnect-SmAccount -Session $session -WhatIf:$false
}

$results | Group-Object Status -NoElement | ForEach-Object { Write-Output ('{0,6} {1}' -f $_.Count, $_.Name) }
exit (@($results | Where-Object Status -eq Unknown) ? 3 : @($results | Where-Object Status -in Failed, NotTried) ? 1 : 0)
