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
$pester = Join-Path $PSScriptRoot '../../artifacts/pester.txt'
if (-not (Test-Path $pester)) {
    throw 'Pester is not restored yet: run dotnet build first.'
}
Import-Module (Get-Content $pester) -Force
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
            # A skipped test has failed: whoever runs this must know that everything was tried.
            Result   = $test.Result
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
exit ($run.Result -eq 'Passed' -and $run.SkippedCount -eq 0 ? 0 : 1)
