using SalesManagoMobile.Benchmarks.Documents;
using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>The one command: builds what is measured, measures, keeps the figures and writes the pages that show them.</summary>
internal static class Benchmarks
{
    private static readonly IReadOnlyList<ISection> Sections =
        [
            new SendingSection(),
            new NetworkSection(),
            new ReadingSection(),
            new CallbacksSection(),
            new StartSection(),
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
            ISection[] sections = [.. Sections.Where(section => chosen.Length == 0 || chosen.Contains(section.Name))];
            var before = BenchFigures.Load(BenchSettings.FiguresFile);
            BenchFigures figures = before with { Machine = machine };
            for (int pass = 0; pass < settings.Passes; pass++)
            {
                foreach (ISection section in sections.Where(section => pass == 0 || section.IsComparison))
                {
                    BenchFigures measured = await section.RunAsync(figures, settings, server.Address, cancellationToken);
                    figures = pass == 0 ? measured : measured.Behind(figures, section.Name);
                }
            }

            // A tenth of the work says that everything runs; as a measurement it is worth nothing.
            if (!quick)
            {
                var last = BenchFigures.Load(BenchSettings.FiguresBeforeFile);
                sections.Aggregate(last, (all, section) => all.With(section.Name, before.Section(section.Name)))
                    .Save(BenchSettings.FiguresBeforeFile);
                figures.Save(BenchSettings.FiguresFile);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
