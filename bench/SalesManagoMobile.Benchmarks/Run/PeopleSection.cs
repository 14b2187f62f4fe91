using System.Globalization;
using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>The history of many people, from a server that responds after 50 ms: all at once against one after the other.</summary>
internal sealed class PeopleSection : ISection
{
    public const string SectionName = "people";
    public const string Parallel = "Get-SmPushHistory of many people, default settings";
    public const string OneByOne = "Get-SmPushHistory -ThrottleLimit 1";

    public string Name => SectionName;

    public bool MakesClaims => true;

    public async Task<BenchFigures> RunAsync(BenchFigures figures, BenchSettings settings, Uri server, CancellationToken cancellationToken)
    {
        using ServerProcess distant = await ServerProcess.StartAsync(milliseconds: 50, cancellationToken);
        Contender[] contenders =
        [
            Contender.Script(Parallel, "Read-People.ps1", Arguments(1_000)),
            Contender.Script(OneByOne, "Read-People.ps1", [.. Arguments(100), "-ThrottleLimit", "1"]),
        ];
        return figures.With(Name, await SideBySide.RunAsync(Name, settings.Rounds(), contenders, cancellationToken));

        string[] Arguments(int people) =>
        [
            "-Module", BenchSettings.Module, "-Server", distant.Address.ToString(),
            "-Count", settings.Scale(people).ToString(CultureInfo.InvariantCulture),
        ];
    }
}
