using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>
/// One push to each row, 32 in flight, with one layer more each time: tells where the time goes. The server is on the same machine and
/// responds at once.
/// </summary>
internal sealed class SendingSection : ISection
{
    public const string SectionName = "sending";

    public string Name => SectionName;

    public bool MakesClaims => true;

    public async Task<BenchFigures> RunAsync(BenchFigures figures, BenchSettings settings, Uri server, CancellationToken cancellationToken)
    {
        var work = new SendingWork(settings, server, count: 40_000, settings.Repeat);
        Contender[] contenders =
        [
            work.Raw,
            work.Layer("+ validate, sign, classify, decode", "client"),
            work.Layer("+ order, window, results", "bulk"),
            work.Layer("+ journal", "journal"),
            work.Binding("an empty cmdlet that binds the same rows"),
            work.Module,
            work.ModuleAs("Send-SmPush, rows from Import-Csv", "-Stream"),
            work.ModuleWithJournal,
        ];
        return figures.With(Name, await SideBySide.RunAsync(Name, settings.Rounds(), contenders, cancellationToken));
    }
}
