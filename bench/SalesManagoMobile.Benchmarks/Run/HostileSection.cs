using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>A server that responds with 62 MB to each send, eight at once: what an engine that sends to it needs at most.</summary>
internal sealed class HostileSection : ISection
{
    public const string SectionName = "hostile";
    public const string Sends = "64 sends, 62 MB each, 8 at once";

    public string Name => SectionName;

    public bool MakesClaims => true;

    public async Task<BenchFigures> RunAsync(BenchFigures figures, BenchSettings settings, Uri server, CancellationToken cancellationToken)
    {
        using ServerProcess hostile = await ServerProcess.StartAsync(milliseconds: 0, cancellationToken, megabytes: 62);
        Contender[] contenders =
        [
            Contender.Script(
                Sends, "Send-Hostile.ps1",
                "-Module", BenchSettings.Module, "-Server", hostile.Address.ToString(), "-Count", "64", "-ThrottleLimit", "8"),
        ];
        return figures.With(Name, await SideBySide.RunAsync(Name, settings.Rounds(), contenders, cancellationToken));
    }
}
