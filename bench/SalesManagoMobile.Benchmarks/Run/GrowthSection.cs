using System.Globalization;
using SalesManagoMobile.Benchmarks.Contenders;
using SalesManagoMobile.Benchmarks.Data;
using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>Whether one item costs the same, and memory stays the same, however many there are.</summary>
internal sealed class GrowthSection : ISection
{
    public const string Sending = "sending";
    public const string SendingWithJournal = "sending with a journal";
    public const string History = "history";
    public const string Exports = "exports";
    public const string Callbacks = "callbacks";

    public const string SectionName = "growth";

    public string Name => SectionName;

    public bool MakesClaims => false;

    /// <summary>The series of one kind of work at one size.</summary>
    public static string SeriesName(string work, int size) => FormattableString.Invariant($"{work} {size}");

    public async Task<BenchFigures> RunAsync(BenchFigures figures, BenchSettings settings, Uri server, CancellationToken cancellationToken)
    {
        var all = new List<Series>();
        foreach (int size in settings.GrowthSizes)
        {
            // Small runs end in a blink and vary; large ones average by themselves.
            int rounds = size <= 10_000 ? settings.Rounds() : 1;
            all.AddRange(await SideBySide.RunAsync(Name, rounds, Contenders(settings, server, size), cancellationToken));
        }

        return figures.With(Name, all);
    }

    private static List<Contender> Contenders(BenchSettings settings, Uri server, int size)
    {
        string count = size.ToString(CultureInfo.InvariantCulture);
        string csv = settings.PathOf($"growth-{count}.csv");
        Recipients.WriteCsv(csv, size);
        string journal = settings.PathOf($"growth-{count}.journal");
        string[] common = ["-Module", BenchSettings.Module, "-Server", server.ToString(), "-Count", count];
        return
        [
            Contender.Script(SeriesName(Sending, size), "Send-Module.ps1", [.. common, "-ThrottleLimit", "32", "-Csv", csv, "-Stream"]),
            Contender.Script(
                SeriesName(SendingWithJournal, size), "Send-Module.ps1",
                [.. common, "-ThrottleLimit", "32", "-Csv", csv, "-Stream", "-JournalPath", journal]),
            Contender.Script(SeriesName(History, size), "Read-History.ps1", common),
            Contender.Script(SeriesName(Exports, size), "Read-Export.ps1", common),
            Contender.Program(SeriesName(Callbacks, size), "receive", CallbackListeners.Spool, count, settings.WorkFolder),
        ];
    }
}
