namespace SalesManagoMobile.Drills;

/// <summary>The last run of a drill, as the reliability page shows it.</summary>
internal sealed record DrillOutcome
{
    public const string BrokenVerdict = "BROKEN";

    public required string Name { get; init; }
    public required string Promise { get; init; }

    /// <summary><c>held</c>, <c>BROKEN</c> or <c>skipped</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>The figures in one line; for a skipped drill the reason.</summary>
    public required string Line { get; init; }
    public required double Seconds { get; init; }

    public static DrillOutcome Of(IDrill drill, DrillReport report, TimeSpan elapsed) => new()
    {
        Name = drill.Name,
        Promise = drill.Promise,
        Verdict = report.SkippedBecause is not null ? "skipped" : report.Broken.Count == 0 ? "held" : BrokenVerdict,
        Line = report.SkippedBecause ?? string.Join("; ", report.Broken.Prepend(report.ToString())),
        Seconds = Math.Round(elapsed.TotalSeconds, 1),
    };

    /// <summary>The one line in which a drill ends.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Verdict} in {Seconds} s: {Line}");
}
