using System.Diagnostics;

namespace SalesManagoMobile.Drills;

/// <summary>Runs drills one after the other, says one line about each and keeps their figures.</summary>
/// <param name="seed">Seeds every random choice.</param>
/// <param name="quick">A tenth of the work: proves that the drills work, not that the promises hold, and so leaves no figures.</param>
internal sealed class DrillRun(int seed, bool quick)
{
    private readonly DrillFigures _figures = new(Repository.PathOf("docs", "figures", "drills.json"));

    /// <returns>Whether every promise held.</returns>
    public async Task<bool> RunAsync(IEnumerable<IDrill> drills, CancellationToken cancellationToken)
    {
        bool held = true;
        foreach (IDrill drill in drills)
        {
            DrillOutcome outcome = await RunAsync(drill, cancellationToken);
            Console.WriteLine(outcome);
            held &= outcome.Verdict != DrillOutcome.BrokenVerdict;
            if (!quick)
            {
                _figures.Save(outcome);
            }
        }

        return held;
    }

    private async Task<DrillOutcome> RunAsync(IDrill drill, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("sm-drill-").FullName;
        long started = Stopwatch.GetTimestamp();
        try
        {
            DrillReport report = await drill.RunAsync(new DrillSettings(folder, seed, quick), cancellationToken);
            return DrillOutcome.Of(drill, report, Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
