Set-StrictMode -Version 3

<#
.SYNOPSIS
    Runs PSScriptAnalyzer over every script of the repository and ends in an error when it has something to say.
#>
function Invoke-ScriptAnalysis {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)]
        [string] $Root
    )

    if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
        Write-Warning 'PSScriptAnalyzer is not installed, nothing was analysed: Install-PSResource PSScriptAnalyzer'
        return
    }

    $files = @(git -C $Root ls-files --cached --others --exclude-standard '*.ps1' '*.psm1' '*.psd1')
    $findings = foreach ($file in $files) {
        $settings = $file -match '^(tests|bench)/' ? 'TestAnalyzerSettings.psd1' : 'AnalyzerSettings.psd1'
        Invoke-ScriptAnalyzer -Path (Join-Path $Root $file) -Settings (Join-Path $Root 'tools' $settings)
    }
    $findings | Format-Table Severity, RuleName, ScriptName, Line, Message -AutoSize -Wrap | Out-Host
    if ($findings) {
        throw "PSScriptAnalyzer has $(@($findings).Count) findings."
    }

    Write-Output "PSScriptAnalyzer: $($files.Count) files, no findings."
}

Export-ModuleMember -Function Invoke-ScriptAnalysis
