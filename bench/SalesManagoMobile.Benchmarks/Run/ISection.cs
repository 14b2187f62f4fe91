using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>A part of the benchmarks that can be run alone.</summary>
internal interface ISection
{
    /// <summary>As the command line calls it.</summary>
    string Name { get; }

    /// <summary>Whether contenders are compared in it: then it is run in every pass.</summary>
    bool IsComparison { get; }

    /// <summary>Measures and returns the figures with this section's replaced.</summary>
    Task<BenchFigures> RunAsync(BenchFigures figures, BenchSettings settings, Uri server, CancellationToken cancellationToken);
}
