using System.Globalization;
using SalesManagoMobile.Benchmarks.Data;
using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>One push to each row: the module against what a user would pick instead, all against the same server.</summary>
internal sealed class SendingSection : ISection
{
    public const string Module = "Send-SmPush";
    public const string ModuleWithJournal = "Send-SmPush -JournalPath";
    public const string Raw = "HttpClient in C#, 32 in flight";
    public const string Loop = "Invoke-RestMethod in a loop";
    public const string Parallel = "Invoke-RestMethod in ForEach-Object -Parallel, 32";

    private const string Throttle = "32";

    public string Name => "sending";

    public bool IsComparison => true;

    public async Task<BenchFigures> RunAsync(BenchFigures figures, BenchSettings settings, Uri server, CancellationToken cancellationToken)
    {
        int count = settings.Scale(40_000);
        string csv = settings.PathOf("recipients.csv");
        Recipients.WriteCsv(csv, count);
        string many = count.ToString(CultureInfo.InvariantCulture);
        string warmUps = Text(settings.WarmUps);
        string[] module = ["-Module", BenchSettings.Module, "-Server", server.ToString(), "-Csv", csv, "-Count", many, "-ThrottleLimit", Throttle, "-WarmUps", warmUps];
        Contender[] contenders =
        [
            Contender.Program(Raw, "raw", server.ToString(), many, Throttle, warmUps),
            Contender.Script(Module, "Send-Module.ps1", module),
            Contender.Script(ModuleWithJournal, "Send-Module.ps1", [.. module, "-JournalPath", settings.PathOf("bench.journal")]),
            Contender.Script(Loop, "Send-RestMethod.ps1", "-Server", server.ToString(), "-Csv", csv, "-Count", Text(settings.Scale(8_000)), "-WarmUps", warmUps),
            Contender.Script(Parallel, "Send-RestMethodParallel.ps1", "-Server", server.ToString(), "-Csv", csv, "-Count", Text(settings.Scale(500)), "-WarmUps", warmUps),
        ];
        return figures.With(Name, await SideBySide.RunAsync(Name, BenchSettings.Rounds, contenders, cancellationToken));
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
