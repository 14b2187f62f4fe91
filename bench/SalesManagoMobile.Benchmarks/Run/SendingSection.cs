using System.Globalization;
using SalesManagoMobile.Benchmarks.Data;
using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>
/// One push to each row: the module against what a user would pick instead, and the same work with one layer more each time, which tells
/// where the time goes at 32 in flight. All against the same server.
/// </summary>
internal sealed class SendingSection : ISection
{
    public const string Raw = "HttpClient in C#, 32 in flight";
    public const string Client = "+ validate, sign, classify, decode";
    public const string Bulk = "+ order, window, results";
    public const string Journal = "+ journal";
    public const string Binding = "an empty cmdlet that binds the same rows";
    public const string Module = "Send-SmPush";
    public const string ModuleFromCsv = "Send-SmPush, rows from Import-Csv";
    public const string ModuleWithJournal = "Send-SmPush -JournalPath";
    public const string Loop = "Invoke-RestMethod in a loop";
    public const string Parallel = "Invoke-RestMethod in ForEach-Object -Parallel, 32";

    public const string SectionName = "sending";

    private const string Throttle = "32";

    /// <summary>What a user would choose between.</summary>
    public static IReadOnlyList<string> Choices => [Raw, Module, ModuleWithJournal, Loop, Parallel];

    /// <summary>From the bare request to the cmdlet.</summary>
    public static IReadOnlyList<string> Layers => [Raw, Client, Bulk, Journal, Binding, Module, ModuleFromCsv];

    public string Name => SectionName;

    public bool IsComparison => true;

    public async Task<BenchFigures> RunAsync(BenchFigures figures, BenchSettings settings, Uri server, CancellationToken cancellationToken)
    {
        int count = settings.Scale(40_000);
        string csv = settings.PathOf("recipients.csv");
        Recipients.WriteCsv(csv, count);
        string address = server.ToString();
        string many = Text(count);
        string repeat = Text(settings.Repeat);
        string journal = settings.PathOf("bench.journal");
        string[] rows = ["-Csv", csv, "-Repeat", repeat];
        string[] module = ["-Module", BenchSettings.Module, "-Server", address, "-Count", many, "-ThrottleLimit", Throttle, .. rows];
        Contender[] contenders =
        [
            Contender.Program(Raw, "raw", address, many, Throttle, repeat),
            Contender.Script(Module, "Send-Module.ps1", module),
            Contender.Program(Client, "layer", "client", address, many, Throttle, journal, repeat),
            Contender.Program(Bulk, "layer", "bulk", address, many, Throttle, journal, repeat),
            Contender.Program(Journal, "layer", "journal", address, many, Throttle, journal, repeat),
            Contender.Script(ModuleWithJournal, "Send-Module.ps1", [.. module, "-JournalPath", journal]),
            Contender.Script(ModuleFromCsv, "Send-Module.ps1", [.. module, "-Stream"]),
            Contender.Script(Binding, "Bind-Rows.ps1", ["-Module", BenchSettings.EmptyModule, "-Count", many, .. rows]),
            Contender.Script(Loop, "Send-RestMethod.ps1", ["-Server", address, "-Count", Text(settings.Scale(5_000)), .. rows]),
            Contender.Script(Parallel, "Send-RestMethodParallel.ps1", ["-Server", address, "-Count", Text(settings.Scale(500)), .. rows]),
        ];
        return figures.With(Name, await SideBySide.RunAsync(Name, BenchSettings.Rounds, contenders, cancellationToken));
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
