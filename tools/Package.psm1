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
    Takes the assemblies from bin/ as they are instead of building them for release.
#>
function New-ModulePackage {
    [CmdletBinding(SupportsShouldProcess)]
    param(
        [Parameter(Mandatory)]
        [string] $Root,

        [string] $Destination = (Join-Path $Root 'artifacts'),

        [switch] $NoBuild
    )

    $manifest = Import-PowerShellDataFile (Join-Path $Root 'SalesManagoMobile.psd1')
    $folder = Join-Path $Destination 'SalesManagoMobile' $manifest.ModuleVersion
    if (-not $PSCmdlet.ShouldProcess($folder, 'Make the module folder and the package')) {
        return
    }

    Remove-Item -Recurse -Force -ErrorAction Ignore -LiteralPath $folder
    $null = New-Item -ItemType Directory -Path $folder
    Copy-Assembly -Root $Root -Destination (Join-Path $folder 'bin') -NoBuild:$NoBuild
    foreach ($name in 'SalesManagoMobile.psd1', 'LICENSE', 'README.md', 'CHANGELOG.md', 'en-US') {
        Copy-Item -Recurse -LiteralPath (Join-Path $Root $name) -Destination $folder
    }

    $null = Test-ModuleManifest (Join-Path $folder 'SalesManagoMobile.psd1')
    $package = Join-Path $Destination "SalesManagoMobile.$($manifest.ModuleVersion).nupkg"
    Write-ModulePackage -Folder $folder -Manifest $manifest -Path $package
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
    dotnet build (Join-Path $Root 'src/SalesManagoMobile') -c Release -v quiet -nologo @options | Out-Host
    if ($LASTEXITCODE) {
        throw 'The module does not build.'
    }
}

<#
.SYNOPSIS
    Writes the nupkg: a zip of the module's files with a nuspec and the two parts that the package format asks for.
#>
function Write-ModulePackage {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)]
        [string] $Folder,

        [Parameter(Mandatory)]
        [hashtable] $Manifest,

        [Parameter(Mandatory)]
        [string] $Path
    )

    $parts = [ordered]@{
        'SalesManagoMobile.nuspec' = Get-Nuspec $Manifest
        '[Content_Types].xml'      = Get-ContentType (Get-ChildItem $Folder -Recurse -File)
        '_rels/.rels'              = @'
<?xml version="1.0" encoding="utf-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/SalesManagoMobile.nuspec" Id="R1" />
</Relationships>
'@
    }

    Remove-Item -ErrorAction Ignore -LiteralPath $Path
    $zip = [System.IO.Compression.ZipFile]::Open($Path, 'Create')
    try {
        foreach ($part in $parts.GetEnumerator()) {
            Add-ZipEntry $zip $part.Key ([System.Text.Encoding]::UTF8.GetBytes($part.Value))
        }
        foreach ($file in Get-ChildItem $Folder -Recurse -File | Sort-Object FullName) {
            $name = [System.IO.Path]::GetRelativePath($Folder, $file.FullName).Replace('\', '/')
            Add-ZipEntry $zip $name ([System.IO.File]::ReadAllBytes($file.FullName))
        }
    }
    finally {
        $zip.Dispose()
    }
}

# The same files make the same package: every entry has one fixed time.
function Add-ZipEntry([System.IO.Compression.ZipArchive] $Zip, [string] $Name, [byte[]] $Bytes) {
    $entry = $Zip.CreateEntry($Name)
    $entry.LastWriteTime = [DateTimeOffset]::new(2000, 1, 1, 0, 0, 0, [TimeSpan]::Zero)
    $stream = $entry.Open()
    try { $stream.Write($Bytes, 0, $Bytes.Length) } finally { $stream.Dispose() }
}

function Get-Nuspec([hashtable] $Manifest) {
    $data = $Manifest.PrivateData.PSData
    $commands = $Manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" }
    $tags = @('PSModule', 'PSIncludes_Cmdlet') + $data.Tags + $commands
    $text = { param($value) [System.Security.SecurityElement]::Escape($value) }
    @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata>
    <id>SalesManagoMobile</id>
    <version>$($Manifest.ModuleVersion)</version>
    <authors>$(& $text $Manifest.Author)</authors>
    <owners>$(& $text $Manifest.CompanyName)</owners>
    <requireLicenseAcceptance>false</requireLicenseAcceptance>
    <licenseUrl>$(& $text $data.LicenseUri)</licenseUrl>
    <projectUrl>$(& $text $data.ProjectUri)</projectUrl>
    <description>$(& $text $Manifest.Description)</description>
    <releaseNotes>$(& $text $data.ReleaseNotes)</releaseNotes>
    <copyright>$(& $text $Manifest.Copyright)</copyright>
    <tags>$(& $text ($tags -join ' '))</tags>
  </metadata>
</package>
"@
}

function Get-ContentType([System.IO.FileInfo[]] $File) {
    $defaults = @('rels=application/vnd.openxmlformats-package.relationships+xml', 'nuspec=application/octet') +
        ($File.Extension.TrimStart('.') | Where-Object { $_ } | Sort-Object -Unique | ForEach-Object { "$_=application/octet" })
    $lines = foreach ($default in $defaults) {
        $extension, $type = $default -split '='
        "  <Default Extension=`"$extension`" ContentType=`"$type`" />"
    }
    $overrides = foreach ($name in ($File | Where-Object { -not $_.Extension }).Name) {
        "  <Override PartName=`"/$name`" ContentType=`"application/octet`" />"
    }
    @"
<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
$(@($lines) + @($overrides) -join "`n")
</Types>
"@
}

Export-ModuleMember -Function New-ModulePackage
