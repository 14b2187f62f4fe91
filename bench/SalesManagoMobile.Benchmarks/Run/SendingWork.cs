using System.Globalization;
using SalesManagoMobile.Benchmarks.Data;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>The contenders that send the same pushes to the same server, 32 in flight.</summary>
internal sealed class SendingWork
{
    public const string RawName = "HttpClient in C#, 32 in flight";
    public const string ModuleName = "Send-SmPush";
    public const string JournalName = "Send-SmPush -JournalPath";
    public const string LoopName = "Invoke-RestMethod in a loop";
    public const string DefaultName = "Send-SmPush, default settings";
    public const string DefaultJournalName = "Send-SmPush -JournalPath, default settings";
    public const string ParallelName = "Invoke-RestMethod in ForEach-Object -Parallel, 32";
    public const string DefaultParallelName = "Invoke-RestMethod in ForEach-Object -Parallel, default settings";

    private const string Throttle = "32";

    private readonly BenchSettings _settings;
    private readonly string _server;
    private readonly string _count;
    private readonly string _repeat;
    private readonly string _journal;
    private readonly string[] _rows;

    /// <param name="settings">How much, and where.</param>
    /// <param name="server">Where they are sent.</param>
    /// <param name="count">Pushes.</param>
    /// <param name="repeat">How often they are sent before the time that counts, and as often again within it.</param>
    public SendingWork(BenchSettings settings, Uri server, int count, int repeat)
    {
        string csv = settings.PathOf(FormattableString.Invariant($"recipients-{count}.csv"));
        Recipients.WriteCsv(csv, settings.Scale(count));
        (_settings, _server, _count, _repeat) =
            (settings, server.ToString(), Scaled(settings, count), repeat.ToString(CultureInfo.InvariantCulture));
        _journal = settings.PathOf("bench.journal");
        _rows = ["-Csv", csv, "-Repeat", _repeat];
    }

    public Contender Raw => Contender.Program(RawName, "raw", _server, _count, Throttle, _repeat);

    public Contender Module => ModuleAs(ModuleName);

    public Contender ModuleWithJournal => ModuleAs(JournalName, "-JournalPath", _journal);

    /// <summary>The session finds its own concurrency.</summary>
    public Contender ModuleByDefault => Script(DefaultName);

    /// <inheritdoc cref="ModuleByDefault"/>
    public Contender ModuleWithJournalByDefault => Script(DefaultJournalName, "-JournalPath", _journal);

    public Contender ModuleAs(string name, params IEnumerable<string> more) => Script(name, ["-ThrottleLimit", Throttle, .. more]);

    /// <summary>The library without an engine, up to a layer.</summary>
    public Contender Layer(string name, string layer) =>
        Contender.Program(name, "layer", layer, _server, _count, Throttle, _journal, _repeat);

    /// <summary>A cmdlet that sends nothing.</summary>
    public Contender Binding(string name) =>
        Contender.Script(name, "Bind-Rows.ps1", ["-Module", BenchSettings.EmptyModule, "-Count", _count, .. _rows]);

    /// <param name="count">Fewer do: what counts is the rate.</param>
    public Contender Loop(int count) =>
        Contender.Script(LoopName, "Send-RestMethod.ps1", ["-Server", _server, "-Count", Scaled(_settings, count), .. _rows]);

    /// <inheritdoc cref="Loop"/>
    public Contender Parallel(int count) => Parallel(ParallelName, count, "-ThrottleLimit", Throttle);

    /// <summary>As <see cref="Parallel(int)"/>, five at once: what the engine does when nothing is said.</summary>
    public Contender ParallelByDefault(int count) => Parallel(DefaultParallelName, count);

    private Contender Script(string name, params IEnumerable<string> more) => Contender.Script(
        name, "Send-Module.ps1", ["-Module", BenchSettings.Module, "-Server", _server, "-Count", _count, .. _rows, .. more]);

    private Contender Parallel(string name, int count, params IEnumerable<string> more) => Contender.Script(
        name, "Send-RestMethodParallel.ps1", ["-Server", _server, "-Count", Scaled(_settings, count), .. _rows, .. more]);

    private static string Scaled(BenchSettings settings, int count) => settings.Scale(count).ToString(CultureInfo.InvariantCulture);
}
