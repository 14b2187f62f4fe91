using SalesManagoMobile.Benchmarks.Documents;
using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>The one command: builds what is measured, measures, keeps the figures and writes the pages that show them.</summary>
internal static class Benchmarks
{
    private static readonly IReadOnlyList<ISection> Sections =
        [
            new SendingSection(),
            new NetworkSection("network", milliseconds: 20),
            new NetworkSection("network-far", milliseconds: 100),
            new PeopleSection(),
            new HostileSection(),
            new ReadingSection(),
            new CallbacksSection(),
            new StartSection(),
            new ReportSection(),
            new GrowthSection(),
            new MicroSection(),
        ];

    public static async Task<int> RunAsync(IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        bool quick = words.Contains("--quick");
        string[] chosen = [.. words.Where(static word => word is not "--quick" and not "docs")];
        if (chosen.Except(Sections.Select(static section => section.Name)).FirstOrDefault() is { } unknown)
        {
            Console.Error.WriteLine(
                $"No section is called '{unknown}'. There are: "
                    + $"{string.Join(", ", Sections.Select(static section => section.Name))}, docs.");
            return 2;
        }

        if (!words.Contains("docs"))
        {
            await MeasureAsync(chosen, quick, cancellationToken);
        }

        if (!quick)
        {
            FigurePages.WriteAll();
        }

        return 0;
    }

    private static async Task MeasureAsync(string[] chosen, bool quick, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("sm-bench-").FullName;
        try
        {
            var settings = new BenchSettings(quick, folder);
            await ModuleBuild.RunAsync(cancellationToken);
            using ServerProcess server = await ServerProcess.StartAsync(milliseconds: 0, cancellationToken);
            var machine = Machine.This(await Contender.EngineVersionAsync(cancellationToken));
            BenchFigures figures = BenchFigures.Load(BenchSettings.FiguresFile) with { Machine = machine };
            foreach (ISection section in Sections.Where(
                section => chosen.Length == 0 ? section.MakesClaims : chosen.Contains(section.Name)))
            {
                figures = await section.RunAsync(figures, settings, server.Address, cancellationToken);
            }

            // A tenth of the work says that everything runs; as a measurement it is worth nothing.
            if (!quick)
            {
                figures.Save(BenchSettings.FiguresFile);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
