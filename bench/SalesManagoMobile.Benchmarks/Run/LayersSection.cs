using System.Globalization;
using SalesManagoMobile.Benchmarks.Data;
using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>Where the time of a push goes at 32 in flight: the same work with one layer more each time.</summary>
internal sealed class LayersSection : ISection
{
    public const string Raw = "HttpClient alone";
    public const string Client = "+ validate, sign, classify, decode";
    public const string Bulk = "+ order, window, results";
    public const string Journal = "+ journal";
    public const string Binding = "an empty cmdlet that binds the same rows";
    public const string Cmdlet = "Send-SmPush, rows in memory";
    public const string CmdletFromCsv = "Send-SmPush, rows from Import-Csv";

    private const string Throttle = "32";

    public string Name => "layers";

    public bool IsComparison => true;

    public async Task<BenchFigures> RunAsync(BenchFigures figures, BenchSettings settings, Uri server, CancellationToken cancellationToken)
    {
        int count = settings.Scale(40_000);
        string many = count.ToString(CultureInfo.InvariantCulture);
        string csv = settings.PathOf("layers.csv");
        Recipients.WriteCsv(csv, count);
        string journal = settings.PathOf("layers.journal");
        string warmUps = settings.WarmUps.ToString(CultureInfo.InvariantCulture);
        string[] cmdlet = ["-Module", BenchSettings.Module, "-Server", server.ToString(), "-Csv", csv, "-Count", many, "-ThrottleLimit", Throttle, "-WarmUps", warmUps];
        Contender[] contenders =
        [
            Contender.Program(Raw, "raw", server.ToString(), many, Throttle, warmUps),
            Contender.Program(Client, "layer", "client", server.ToString(), many, Throttle, journal, warmUps),
            Contender.Program(Bulk, "layer", "bulk", server.ToString(), many, Throttle, journal, warmUps),
            Contender.Program(Journal, "layer", "journal", server.ToString(), many, Throttle, journal, warmUps),
            Contender.Script(Binding, "Bind-Rows.ps1", "-Module", BenchSettings.EmptyModule, "-Csv", csv, "-Count", many, "-WarmUps", warmUps),
            Contender.Script(Cmdlet, "Send-Module.ps1", cmdlet),
            Contender.Script(CmdletFromCsv, "Send-Module.ps1", [.. cmdlet, "-Stream"]),
        ];
        return figures.With(Name, await SideBySide.RunAsync(Name, BenchSettings.Rounds, contenders, cancellationToken));
    }
}
