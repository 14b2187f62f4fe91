using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>
/// One push to each row: the module against what a user would pick instead, and the same work with one layer more each time, which tells
/// where the time goes. The server answers at once.
/// </summary>
internal sealed class SendingSection : ISection
{
    public const string Client = "+ validate, sign, classify, decode";
    public const string Bulk = "+ order, window, results";
    public const string Journal = "+ journal";
    public const string Binding = "an empty cmdlet that binds the same rows";
    public const string ModuleFromCsv = "Send-SmPush, rows from Import-Csv";

    public const string SectionName = "sending";

    /// <summary>From the bare request to the cmdlet.</summary>
    public static IReadOnlyList<string> Layers =>
        [SendingWork.RawName, Client, Bulk, Journal, Binding, SendingWork.ModuleName, ModuleFromCsv];

    public string Name => SectionName;

    public bool IsComparison => true;

    public async Task<BenchFigures> RunAsync(BenchFigures figures, BenchSettings settings, Uri server, CancellationToken cancellationToken)
    {
        var work = new SendingWork(settings, server, count: 40_000, settings.Repeat);
        Contender[] contenders =
        [
            work.Raw,
            work.Module,
            work.Layer(Client, "client"),
            work.Layer(Bulk, "bulk"),
            work.Layer(Journal, "journal"),
            work.ModuleWithJournal,
            work.ModuleAs(ModuleFromCsv, "-Stream"),
            work.Binding(Binding),
            work.Loop(5_000),
            work.Parallel(500),
        ];
        return figures.With(Name, await SideBySide.RunAsync(Name, BenchSettings.Rounds, contenders, cancellationToken));
    }
}
