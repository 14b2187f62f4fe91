BeforeAll {
    $root = Join-Path $PSScriptRoot '../..' | Resolve-Path
    Import-Module (Join-Path $root 'tools/Package.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'Engine.psm1') -Force
    $null = New-ModulePackage -Root $root -Destination $TestDrive -NoBuild
    $version = (Import-PowerShellDataFile (Join-Path $root 'SalesManagoMobile.psd1')).ModuleVersion
}

Describe 'The package' {
    It 'holds a folder that works from any PSModulePath' {
        $script = "`$env:PSModulePath = '$TestDrive'; (Get-Command -Module SalesManagoMobile -ListImported:`$false).Count; (Import-Module SalesManagoMobile -PassThru).ModuleBase"
        $count, $base = Invoke-Engine -ArgumentList '-Command', $script
        [int] $count | Should -BeGreaterThan 0
        $base | Should -Be (Join-Path $TestDrive 'SalesManagoMobile' $version)
    }

    It 'installs from a local repository folder' {
        $repository = 'SalesManagoMobileTest' + [guid]::NewGuid().ToString('n')
        $target = New-Item -ItemType Directory (Join-Path $TestDrive 'installed')
        Register-PSResourceRepository -Name $repository -Uri ([uri] "file://$TestDrive") -Trusted
        try {
            Save-PSResource -Name SalesManagoMobile -Repository $repository -Path $target -SkipDependencyCheck
        }
        finally {
            Unregister-PSResourceRepository $repository
        }
        $manifest = Test-ModuleManifest (Join-Path $target 'SalesManagoMobile' $version 'SalesManagoMobile.psd1')
        $manifest.ExportedCmdlets.Count | Should -BeGreaterThan 0
    }

    It 'is the same file when it is made twice' {
        $package = Join-Path $TestDrive "SalesManagoMobile.$version.nupkg"
        $first = (Get-FileHash $package).Hash
        $null = New-ModulePackage -Root $root -Destination $TestDrive -NoBuild
        (Get-FileHash $package).Hash | Should -Be $first
    }
}
