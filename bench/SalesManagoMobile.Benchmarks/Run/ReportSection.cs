using System.Globalization;
using SalesManagoMobile.Benchmarks.Data;
using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>What a report costs: few and many conversations, and a million records.</summary>
internal sealed class ReportSection : ISection
{
    public const string SectionName = "report";

    public string Name => SectionName;

    public bool MakesClaims => true;

    public async Task<BenchFigures> RunAsync(BenchFigures figures, BenchSettings settings, Uri server, CancellationToken cancellationToken)
    {
        (int Conversations, int Records)[] sizes =
        [
            (1, settings.Scale(100_000)), (12, settings.Scale(100_000)), (124, settings.Scale(100_000)), (2000, settings.Scale(100_000)),
            (124, settings.Scale(1_000_000)), (2000, settings.Scale(1_000_000)),
        ];
        List<Contender> contenders = [];
        foreach ((int conversations, int records) in sizes)
        {
            string file = settings.PathOf(FormattableString.Invariant($"report-{conversations}-{records}.csv"));
            ReportRecords.Write(file, conversations, records);
            contenders.Add(Contender.Script(
                string.Create(CultureInfo.InvariantCulture, $"{conversations:N0} conversations, {records:N0} records"),
                "Export-Report.ps1",
                "-Module", BenchSettings.Module, "-File", file, "-OutFile", file + ".html",
                "-Count", records.ToString(CultureInfo.InvariantCulture)));
        }

        return figures.With(Name, await SideBySide.RunAsync(Name, settings.Rounds(), contenders, cancellationToken));
    }
}
