@{
    RootModule           = 'EmptyModule.dll'
    ModuleVersion        = '1.0.0'
    GUID                 = '8b1f6f0e-2f0a-4d55-9a68-6b1c1d7b9a02'
    Description          = 'An empty binary module with one view: the engine reads the first view of a process with code that nothing else has warmed up.'
    FormatsToProcess     = @('OneView.Format.ps1xml')
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    CmdletsToExport      = @('Get-Nothing', 'Test-Binding')
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
}
