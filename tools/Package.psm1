Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'

<#
.SYNOPSIS
    Makes SalesManagoMobile/<version>/, the folder that a PSModulePath can hold, and a nupkg of it.
.PARAMETER Root
    The repository.
.PARAMETER Destination
    Where both go; artifacts/ by default.
.PARAMETER NoBuild
    Takes the assemblies from bin/ as they are instead of building them.
#>
function New-ModulePackage {
    [CmdletBinding(SupportsShouldProcess)]
    param(
        [Parameter(Mandatory)]
        [string] $Root,

        [string] $Destination = (Join-Path $Root 'artifacts'),

        [switch] $NoBuild
    )

    $version = (Import-PowerShellDataFile (Join-Path $Root 'SalesManagoMobile.psd1')).ModuleVersion
    $folder = Join-Path $Destination 'SalesManagoMobile' $version
    $package = Join-Path $Destination "SalesManagoMobile.$version.nupkg"
    if (-not $PSCmdlet.ShouldProcess($folder, 'Make the module folder and the package')) {
        return
    }

    Remove-Item -Recurse -Force -ErrorAction Ignore -LiteralPath $folder, $package
    $null = New-Item -ItemType Directory -Path $folder
    Copy-Assembly -Root $Root -Destination (Join-Path $folder 'bin') -NoBuild:$NoBuild
    foreach ($name in 'SalesManagoMobile.psd1', 'LICENSE', 'README.md', 'CHANGELOG.md', 'en-US') {
        Copy-Item -Recurse -LiteralPath (Join-Path $Root $name) -Destination $folder
    }

    # Quickstart is a program that needs the repository.
    $samples = New-Item -ItemType Directory -Path (Join-Path $folder 'samples')
    Get-ChildItem (Join-Path $Root 'samples') -Exclude Quickstart | Copy-Item -Recurse -Destination $samples
    Add-CommandTag (Join-Path $folder 'SalesManagoMobile.psd1')
    Compress-PSResource -Path $folder -DestinationPath $Destination
    Get-Item $folder, $package
}

function Copy-Assembly {
    [CmdletBinding()]
    param([string] $Root, [string] $Destination, [switch] $NoBuild)

    if ($NoBuild) {
        Copy-Item -Recurse -LiteralPath (Join-Path $Root 'bin') -Destination $Destination
        return
    }

    $options = "-p:ModuleFolder=$Destination$([System.IO.Path]::DirectorySeparatorChar)", '-p:ContinuousIntegrationBuild=true'
    dotnet build (Join-Path $Root 'src/SalesManagoMobile') -v quiet -nologo @options | Out-Host
    if ($LASTEXITCODE) {
        throw 'The module does not build.'
    }
}

# Find-PSResource -CommandName looks for tags, and Compress-PSResource writes those of the manifest only.
function Add-CommandTag([string] $Path) {
    $tags = @('PSIncludes_Cmdlet') + ((Import-PowerShellDataFile $Path).CmdletsToExport | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" })
    $list = ($tags | ForEach-Object { "'$_'" }) -join ', '
    $manifest = Get-Content -Raw -LiteralPath $Path
    Set-Content -NoNewline -LiteralPath $Path -Value ($manifest -replace '(?m)(?<=^\s+Tags\s+=\s+@\()', "$list, ")
}

Export-ModuleMember -Function New-ModulePackage
