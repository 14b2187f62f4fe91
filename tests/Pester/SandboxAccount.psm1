# An emulated account for a test, and a session to it.

function New-TestAccount {
    [CmdletBinding()]
    param([hashtable] $Faults = @{}, [hashtable] $Options = @{})
    $account = [SalesManagoMobile.Sandbox.SandboxAccount]::new([SalesManagoMobile.Sandbox.SandboxOptions] $Options)
    $account.Faults = [SalesManagoMobile.Sandbox.SandboxFaults] $Faults
    $account
}

function Set-TestFault {
    [CmdletBinding()]
    param($Account, [hashtable] $Faults)
    $Account.Faults = [SalesManagoMobile.Sandbox.SandboxFaults] $Faults
}

# Runs a script in a runspace of its own and stops it when a condition holds. Tells how long the stop took.
function Stop-WhenBusy {
    [CmdletBinding()]
    param([scriptblock] $Script, [hashtable] $Variables, [scriptblock] $Busy)
    $module = Join-Path $PSScriptRoot '../../SalesManagoMobile.psd1'
    $shell = [powershell]::Create([initialsessionstate]::CreateDefault())
    try {
        $null = $shell.AddScript("Import-Module '$module'").Invoke()
        $shell.Commands.Clear()
        foreach ($name in $Variables.Keys) { $shell.Runspace.SessionStateProxy.SetVariable($name, $Variables[$name]) }
        $run = $shell.AddScript($Script).BeginInvoke()
        while (-not (& $Busy) -and -not $run.IsCompleted) { [Threading.Thread]::Sleep(5) }
        if ($run.IsCompleted) { throw "It ended by itself: $($shell.Streams.Error)" }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        [pscustomobject]@{ Seconds = $clock.Elapsed.TotalSeconds; State = $shell.InvocationStateInfo.State }
    }
    finally {
        $shell.Dispose()
    }
}

Export-ModuleMember -Function New-TestAccount, Set-TestFault, Stop-WhenBusy
