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

# A clock for an account whose delays end when the test says so: the server holds every request until it is released.
function New-HeldClock {
    [CmdletBinding()]
    param()
    Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;
using System.Threading;

public sealed class HeldClock : TimeProvider
{
    private readonly Queue<Action> _held = new();

    public override ITimer CreateTimer(TimerCallback callback, object state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_held)
        {
            _held.Enqueue(() => callback(state));
            Monitor.PulseAll(_held);
        }

        return new Timer(_ => { });
    }

    public void WaitFor(int count)
    {
        lock (_held)
        {
            while (_held.Count < count)
                if (!Monitor.Wait(_held, TimeSpan.FromSeconds(30))) throw new TimeoutException($"{_held.Count} of {count} requests came.");
        }
    }

    public void Release()
    {
        lock (_held)
            while (_held.TryDequeue(out Action end)) ThreadPool.QueueUserWorkItem(_ => end());
    }
}
'@
    [HeldClock]::new()
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

Export-ModuleMember -Function New-TestAccount, Set-TestFault, New-HeldClock, Stop-WhenBusy
