#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests, documents and packages the module: one task each.
.DESCRIPTION
    Build    compiles everything; afterwards Import-Module ./SalesManagoMobile.psd1 works
    Test     runs all tests
    Analyze  PSScriptAnalyzer over all scripts and the manifest
    Docs     completes the pages in docs/help from the code and makes the help that PowerShell reads (en-US/) from docs/
    Package  makes artifacts/SalesManagoMobile/<version>/ and a nupkg that installs from a local repository folder
    Bench    runs the benchmarks
    Drill    breaks something on purpose (kill -9, faults, full disk ...) and counts what is left
    Clean    removes what the other tasks made
.PARAMETER Task
    One or more tasks, run in the order given.
.PARAMETER Rest
    Arguments for the benchmarks or the drills, for example --quick, or the names of some.
.EXAMPLE
    ./build.ps1
.EXAMPLE
    ./build.ps1 Build, Test, Package
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Analyze', 'Docs', 'Package', 'Bench', 'Drill', 'Clean')]
    [string[]] $Task = 'Build',

    [Parameter(ValueFromRemainingArguments)]
    [string[]] $Rest = @()
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Get-ChildItem (Join-Path $PSScriptRoot 'tools') -Filter *.psm1 | Import-Module -Force

foreach ($name in $Task) {
    Write-Information "== $name" -InformationAction Continue
    switch ($name) {
        'Build' { dotnet build (Join-Path $PSScriptRoot 'SalesManagoMobile.slnx') -v minimal }
        'Test' { dotnet test (Join-Path $PSScriptRoot 'SalesManagoMobile.slnx') }
        'Analyze' { Invoke-ScriptAnalysis -Root $PSScriptRoot }
        'Docs' { dotnet run --project (Join-Path $PSScriptRoot 'tools/HelpBuilder') -- $PSScriptRoot }
        'Package' { New-ModulePackage -Root $PSScriptRoot }
        'Bench' { dotnet run --project (Join-Path $PSScriptRoot 'bench/SalesManagoMobile.Benchmarks') -- @Rest }
        'Drill' { dotnet run --project (Join-Path $PSScriptRoot 'tests/drills') -- @Rest }
        'Clean' { Remove-Item -Recurse -Force -ErrorAction Ignore -Path (Join-Path $PSScriptRoot 'artifacts'), (Join-Path $PSScriptRoot 'bin') }
    }
}
