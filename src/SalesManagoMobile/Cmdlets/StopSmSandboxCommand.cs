using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>Stops the given sandboxes, or all that this process serves. What they knew is gone.</summary>
[Cmdlet(VerbsLifecycle.Stop, "SmSandbox", SupportsShouldProcess = true)]
public sealed class StopSmSandboxCommand : SmCmdlet
{
    private bool _sawInput;

    /// <summary>The sandbox to stop; without one, all of them.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, HelpMessage = "The sandbox to stop")]
    [ValidateNotNull]
    public SmSandbox? InputObject { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (InputObject is { } sandbox)
        {
            _sawInput = true;
            Stop(sandbox);
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        // An empty pipeline means none, not all.
        if (_sawInput || MyInvocation.ExpectingInput)
        {
            return;
        }

        foreach (SmSandbox sandbox in SmSandbox.Served.Keys.OrderBy(static sandbox => sandbox.StartedAt))
        {
            Stop(sandbox);
        }
    }

    private void Stop(SmSandbox sandbox)
    {
        if (!ShouldProcess(sandbox.ToString(), "Stop the emulated account"))
        {
            return;
        }

        Await(_ => sandbox.StopAsync());
        SmSandbox.Served.TryRemove(sandbox, out _);
    }
}
