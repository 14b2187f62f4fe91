# The engine that runs the tests, once more: a process of its own.

function Invoke-Engine {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string[]] $ArgumentList)
    $program = [Environment]::ProcessPath
    # As a .NET tool, PowerShell is an assembly that dotnet runs.
    $assembly = (Split-Path -LeafBase $program) -eq 'dotnet' ? @([Environment]::GetCommandLineArgs()[0]) : @()
    & $program @assembly -NoLogo -NoProfile -NonInteractive @ArgumentList
}

Export-ModuleMember -Function Invoke-Engine
