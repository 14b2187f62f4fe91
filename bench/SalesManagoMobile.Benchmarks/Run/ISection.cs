using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>A part of the benchmarks that can be run alone.</summary>
internal interface ISection
{
    /// <summary>As the command line calls it.</summary>
    string Name { get; }

    /// <summary>Whether a claim of the documentation rests on it: then it runs when no section is named.</summary>
    bool MakesClaims { get; }

    /// <summary>Measures and returns the figures with this section's replaced.</summary>
    Task<BenchFigures> RunAsync(BenchFigures figures, BenchSettings settings, Uri server, CancellationToken cancellationToken);
}
