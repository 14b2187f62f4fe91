using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>What a script pays before its first push: importing the module, and the first call.</summary>
internal sealed class StartSection : ISection
{
    public const string Import = "Import-Module SalesManagoMobile";
    public const string ImportEmpty = "Import-Module of an empty binary module";
    public const string ImportOneView = "Import-Module of the same with one view";
    public const string FirstPush = "import, connect, first push";
    public const string FirstRestMethod = "the same push by hand with Invoke-RestMethod";

    public const string SectionName = "start";

    public string Name => SectionName;

    public bool MakesClaims => true;

    public async Task<BenchFigures> RunAsync(BenchFigures figures, BenchSettings settings, Uri server, CancellationToken cancellationToken)
    {
        Contender[] contenders =
        [
            Contender.Script(Import, "Import-Timed.ps1", "-Module", BenchSettings.Module),
            Contender.Script(ImportEmpty, "Import-Timed.ps1", "-Module", BenchSettings.EmptyModule),
            Contender.Script(ImportOneView, "Import-Timed.ps1", "-Module", BenchSettings.OneViewModule),
            Contender.Script(FirstPush, "First-Module.ps1", "-Module", BenchSettings.Module, "-Server", server.ToString()),
            Contender.Script(FirstRestMethod, "First-RestMethod.ps1", "-Server", server.ToString()),
        ];

        // Short and noisy: more rounds than elsewhere.
        return figures.With(Name, await SideBySide.RunAsync(Name, settings.Rounds(9), contenders, cancellationToken));
    }
}
