using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SalesManagoMobile.Tests;

/// <summary>A runspace of its own with the module in it, as a program that hosts PowerShell has.</summary>
internal sealed class Host : IDisposable
{
    private readonly Runspace _runspace;

    /// <param name="screen">What the host shows things on; nothing by default.</param>
    public Host(ScreenHost? screen = null)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([Repository.PathOf("SalesManagoMobile.psd1")]);
        _runspace = screen is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(screen, state);
        _runspace.Open();
    }

    /// <summary>A pipeline that has not started yet.</summary>
    public PowerShell Script(string script, params (string Name, object Value)[] variables)
    {
        foreach ((string name, object value) in variables)
        {
            _runspace.SessionStateProxy.SetVariable(name, value);
        }

        var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        return shell;
    }

    /// <summary>Runs a script to its end.</summary>
    public IReadOnlyList<PSObject> Run(string script, params (string Name, object Value)[] variables)
    {
        using PowerShell shell = Script(script, variables);
        return [.. shell.Invoke()];
    }

    public void Dispose() => _runspace.Dispose();
}
