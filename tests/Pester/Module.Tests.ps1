Describe 'The module' {
    It 'has a manifest that PowerShell accepts' {
        $manifest = Test-ModuleManifest (Join-Path $PSScriptRoot '../../SalesManagoMobile.psd1') -WarningVariable warnings -WarningAction SilentlyContinue
        $manifest.Name | Should -Be 'SalesManagoMobile'
        $manifest.PowerShellVersion | Should -Be '7.4'
        $warnings | Should -BeNullOrEmpty
    }

    It 'exports nothing but cmdlets with the prefix Sm' {
        $commands = Get-Command -Module SalesManagoMobile
        $commands.CommandType | Sort-Object -Unique | Should -Be 'Cmdlet'
        $commands.Noun | Should -Match '^Sm[A-Z]'
    }

    It 'leaves no alias, variable or function behind' {
        $module = Get-Module SalesManagoMobile
        $module.ExportedAliases.Count + $module.ExportedVariables.Count + $module.ExportedFunctions.Count | Should -Be 0
    }
}
