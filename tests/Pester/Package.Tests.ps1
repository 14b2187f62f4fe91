BeforeAll {
    $root = Join-Path $PSScriptRoot '../..' | Resolve-Path
    Import-Module (Join-Path $root 'tools/Package.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'Engine.psm1') -Force
    $null = New-ModulePackage -Root $root -Destination $TestDrive -NoBuild
    $version = (Import-PowerShellDataFile (Join-Path $root 'SalesManagoMobile.psd1')).ModuleVersion

    # As a user gets it: from a repository, into a folder of PSModulePath.
    $repository = 'SalesManagoMobileTest' + [guid]::NewGuid().ToString('n')
    Register-PSResourceRepository -Name $repository -Uri ([uri] "file://$TestDrive") -Trusted
    $target = New-Item -ItemType Directory (Join-Path $TestDrive 'installed')
    Save-PSResource -Name SalesManagoMobile -Repository $repository -Path $target -SkipDependencyCheck
    $installed = Join-Path $target 'SalesManagoMobile' $version
}

AfterAll {
    Unregister-PSResourceRepository $repository
}

Describe 'The package' {
    It 'holds a folder that works from any PSModulePath' {
        $script = "`$env:PSModulePath = '$TestDrive'; (Get-Command -Module SalesManagoMobile -ListImported:`$false).Count; (Import-Module SalesManagoMobile -PassThru).ModuleBase"
        $count, $base = Invoke-Engine -ArgumentList '-Command', $script
        [int] $count | Should -BeGreaterThan 0
        $base | Should -Be (Join-Path $TestDrive 'SalesManagoMobile' $version)
    }

    It 'installs from a local repository folder' {
        (Test-ModuleManifest (Join-Path $installed 'SalesManagoMobile.psd1')).ExportedCmdlets.Count | Should -BeGreaterThan 0
    }

    It 'is found by its tags and by each of its commands' {
        $found = Find-PSResource -Name SalesManagoMobile -Repository $repository
        $found.Tags | Should -Contain 'SALESmanago'
        $found.Tags | Should -Contain 'PSEdition_Core'
        foreach ($command in (Get-Command -Module SalesManagoMobile).Name) {
            (Find-PSResource -CommandName $command -Repository $repository).ParentResource.Name | Should -Be 'SalesManagoMobile'
        }
    }

    It 'has no file of anyone else, and none that only a build needs' {
        (Get-ChildItem $installed -Recurse -Filter *.dll).BaseName | Should -Match '^SalesManagoMobile'
        Get-ChildItem $installed -Recurse -Include *.cs, *.csproj, obj | Should -BeNullOrEmpty
    }

    It 'carries the samples, which run with the installed module' {
        $report = Join-Path $TestDrive 'installed.html'
        $output = Invoke-Engine -ArgumentList '-File', (Join-Path $installed 'samples/quickstart.ps1'), '-ReportPath', $report
        $LASTEXITCODE | Should -Be 0
        $output | Out-String | Should -Match '2 +12  pushes'
        $report | Should -Exist

        $customers = Join-Path $TestDrive 'customers.csv'
        Copy-Item (Join-Path $installed 'samples/contacts.csv') $customers
        Invoke-Engine -ArgumentList '-File', (Join-Path $installed 'samples/win-back.ps1'), '-Path', $customers, '-Sandbox' | Should -Be '    12 Accepted'
        $LASTEXITCODE | Should -Be 0
    }
}
