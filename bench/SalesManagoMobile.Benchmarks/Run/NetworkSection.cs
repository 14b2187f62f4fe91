using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>The same choices against a server that is as far away as a server is: what counts is how well the waiting is used.</summary>
internal sealed class NetworkSection : ISection
{
    /// <summary>From a request to its answer.</summary>
    private const int Milliseconds = 20;

    public const string SectionName = "network";

    public string Name => SectionName;

    public bool IsComparison => true;

    public async Task<BenchFigures> RunAsync(BenchFigures figures, BenchSettings settings, Uri server, CancellationToken cancellationToken)
    {
        using ServerProcess distant = await ServerProcess.StartAsync(Milliseconds, cancellationToken);
        var work = new SendingWork(settings, distant.Address, count: 3_000, repeat: 1);
        Contender[] contenders = [work.Raw, work.Module, work.ModuleWithJournal, work.Loop(100), work.Parallel(500)];
        return figures.With(Name, await SideBySide.RunAsync(Name, BenchSettings.Rounds, contenders, cancellationToken));
    }
}
