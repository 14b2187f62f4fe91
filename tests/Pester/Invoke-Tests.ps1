<#
.SYNOPSIS
    Runs the Pester tests of this folder against the built module.
.PARAMETER Path
    One test file or a folder; all of this folder by default.
.PARAMETER ResultPath
    Where to write the results as JSON. Without it the results go to the screen.
#>
[CmdletBinding()]
param(
    [string[]] $Path = $PSScriptRoot,
    [string] $ResultPath
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module Pester -ListAvailable | Where-Object Version -ge '5.5')) {
    Write-Output 'Pester 5.5 or later is not installed: Install-PSResource Pester'
    exit 3
}
Import-Module Pester -MinimumVersion 5.5
Import-Module (Join-Path $PSScriptRoot '../../SalesManagoMobile.psd1') -Force

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = $ResultPath ? 'None' : 'Detailed'
$run = Invoke-Pester -Configuration $configuration

if ($ResultPath) {
    $tests = foreach ($test in $run.Tests) {
        [ordered]@{
            File     = Split-Path -Leaf $test.ScriptBlock.File
            Name     = $test.ExpandedPath
            # A test that a broken BeforeAll kept from running has failed, too.
            Result   = if ($test.Result -in 'Passed', 'Skipped') { $test.Result } elseif ($test.Result -eq 'NotRun' -and $test.Skip) { 'Skipped' } else { 'Failed' }
            Message  = ($test.ErrorRecord + $test.Block.ErrorRecord | Out-String).Trim()
        }
    }
    $broken = foreach ($container in $run.FailedContainers) {
        [ordered]@{
            File    = Split-Path -Leaf $container.Item
            Name    = 'can be read'
            Result  = 'Failed'
            Message = ($container.ErrorRecord | Out-String).Trim()
        }
    }
    ConvertTo-Json -InputObject @(@($broken) + @($tests)) | Set-Content -LiteralPath $ResultPath
}
exit ($run.Result -eq 'Passed' ? 0 : 1)
