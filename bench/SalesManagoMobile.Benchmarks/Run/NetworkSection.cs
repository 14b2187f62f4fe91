using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>
/// The same work against a server at a distance: what counts is how well the waiting is used. Near by, 32 in flight show what the module
/// costs; everywhere, default settings show what a user gets who sets nothing.
/// </summary>
/// <param name="name">As the command line calls it.</param>
/// <param name="milliseconds">From a request to its response.</param>
internal sealed class NetworkSection(string name, int milliseconds) : ISection
{
    public string Name => name;

    public bool MakesClaims => true;

    public async Task<BenchFigures> RunAsync(BenchFigures figures, BenchSettings settings, Uri server, CancellationToken cancellationToken)
    {
        using ServerProcess distant = await ServerProcess.StartAsync(milliseconds, cancellationToken);

        // About as much waiting for everybody, at any distance.
        int few = 2_000 / milliseconds;
        var work = new SendingWork(settings, distant.Address, count: 60_000 / milliseconds * 2, repeat: 1);
        Contender[] contenders =
        [
            work.Raw,
            work.Module,
            work.ModuleWithJournal,
            work.ModuleByDefault,
            work.ModuleWithJournalByDefault,
            work.Loop(few),
            work.ParallelByDefault(few * 4),
            work.Parallel(few * 8),
        ];
        return figures.With(Name, await SideBySide.RunAsync(Name, settings.Rounds(), contenders, cancellationToken));
    }
}
