namespace SalesManagoMobile.Benchmarks.Figures;

/// <summary>All runs of one contender in one section.</summary>
internal sealed record Series(string Section, string Name, IReadOnlyList<Measurement> Rounds)
{
    public long Items => Rounds[0].Items;

    public double Seconds => Median.Of(Rounds.Select(static round => round.Seconds));

    public double PerSecond => Median.Of(Rounds.Select(static round => round.PerSecond));

    public double MicrosecondsPerItem => Median.Of(Rounds.Select(static round => round.Seconds * 1e6 / round.Items));

    /// <summary>Processor time of the process for one item.</summary>
    public double CpuMicrosecondsPerItem => Median.Of(Rounds.Select(static round => round.CpuSeconds * 1e6 / round.Items));

    public double AllocatedPerItem => Median.Of(Rounds.Select(static round => (double)round.AllocatedBytes / round.Items));

    public double PeakMegabytes => Median.Of(Rounds.Select(static round => round.PeakKilobytes / 1024.0));

    /// <summary>99 of 100 items took no longer; 0 where single items are not timed.</summary>
    public double P99Milliseconds => Median.Of(Rounds.Select(static round => round.P99Milliseconds ?? 0));

    /// <summary>The size of the file that was written; 0 where none is.</summary>
    public double FileKilobytes => Median.Of(Rounds.Select(static round => (round.FileBytes ?? 0) / 1000.0));

    /// <summary>How much faster than the other: the median of the ratios within each round.</summary>
    public double SpeedAgainst(Series other) =>
        Median.Of(Rounds.Zip(other.Rounds, static (mine, theirs) => mine.PerSecond / theirs.PerSecond));
}
