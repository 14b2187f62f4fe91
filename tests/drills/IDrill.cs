namespace SalesManagoMobile.Drills;

/// <summary>A promise put under stress: something is broken on purpose, and what is left is counted.</summary>
internal interface IDrill
{
    /// <summary>How the command line and the figures call it, for example <c>server-faults</c>.</summary>
    string Name { get; }

    /// <summary>What must hold, in one sentence.</summary>
    string Promise { get; }

    /// <summary>Runs the drill. Must end by itself within a minute or two; everything it starts, it stops.</summary>
    Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken);
}
