@{
    RootModule           = 'EmptyModule.dll'
    ModuleVersion        = '1.0.0'
    GUID                 = '1d0a5f8c-5f0c-4f6f-9d3c-2a4f6b8c0e11'
    Description          = 'An empty binary module, to compare the cost of importing with.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    CmdletsToExport      = @('Get-Nothing', 'Test-Binding')
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
}
