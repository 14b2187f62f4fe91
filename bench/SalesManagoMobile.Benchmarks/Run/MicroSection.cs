using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>The small parts, one by one, with BenchmarkDotNet.</summary>
internal sealed class MicroSection : ISection
{
    public string Name => "micro";

    public bool MakesClaims => false;

    public Task<BenchFigures> RunAsync(BenchFigures figures, BenchSettings settings, Uri server, CancellationToken cancellationToken)
    {
        // In this process: no project is generated and built per benchmark, which is most of what a run would take.
        Job job = (settings.Quick ? Job.Dry : Job.ShortRun.WithIterationCount(5)).WithToolchain(InProcessEmitToolchain.Instance);
        IConfig config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(new ConsoleLogger())
            .WithArtifactsPath(settings.PathOf("micro"))
            .WithOptions(ConfigOptions.DisableLogFile);
        Type[] classes =
        [
            .. typeof(MicroSection).Assembly.GetTypes()
                .Where(static type => type.Namespace == "SalesManagoMobile.Benchmarks.Micro"
                    && type is { IsPublic: true, IsAbstract: false }),
        ];
        var results = new List<MicroResult>();
        foreach (Type type in classes.OrderBy(static type => type.Name, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.AddRange(BenchmarkRunner.Run(type, config).Reports.Select(ToResult));
        }

        return Task.FromResult(figures with { Micro = results });
    }

    private static MicroResult ToResult(BenchmarkReport report)
    {
        string name = report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo;
        return report.ResultStatistics is { } statistics
            ? new MicroResult(
                report.BenchmarkCase.Descriptor.Type.Name,
                name.Trim('\''),
                statistics.Median,
                report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0)
            : throw new InvalidOperationException($"The benchmark '{name}' failed.");
    }
}
