using System.Globalization;
using System.Text;
using SalesManagoMobile.Benchmarks.Figures;
using SalesManagoMobile.Benchmarks.Run;

namespace SalesManagoMobile.Benchmarks.Documents;

/// <summary>The ratios of the last full run beside those of the full run before it: how much of a ratio is the machine's mood.</summary>
internal static class Repetition
{
    /// <summary>Two runs of one command should agree within this.</summary>
    private const double Wanted = 0.2;

    /// <summary>What each section compares, and with whom.</summary>
    private static readonly IReadOnlyList<(string Section, string Ours, IReadOnlyList<string> Others)> Comparisons =
    [
        (
            SendingSection.SectionName,
            SendingWork.ModuleName,
            [.. SendingWork.Choices.Union(SendingSection.Layers).Except([SendingWork.ModuleName])]),
        (NetworkSection.SectionName, SendingWork.ModuleName, [.. SendingWork.Choices.Except([SendingWork.ModuleName])]),
        ("reading", ReadingSection.Module, [ReadingSection.ImportCsv, ReadingSection.CsvHelper, ReadingSection.Lines]),
        (
            CallbacksSection.SectionName,
            CallbacksSection.Module,
            [CallbacksSection.Bare, CallbacksSection.HttpListener, CallbacksSection.FlushEach]),
        ("start", StartSection.Import, [StartSection.ImportEmpty, StartSection.ImportOneView]),
        ("start", StartSection.FirstPush, [StartSection.FirstRestMethod]),
    ];

    public static void AddTo(Dictionary<string, string> texts, BenchFigures before, BenchFigures last)
    {
        StringBuilder table = Table.Header("section", "how fast", "against", "run before", "last run", "difference");
        int ratios = 0;
        int agree = 0;
        foreach ((string section, string ours, string other) in Comparisons.SelectMany(
            static one => one.Others.Select(other => (one.Section, one.Ours, other))))
        {
            if (Ratio(before, section, ours, other) is not { } first || Ratio(last, section, ours, other) is not { } second)
            {
                continue;
            }

            double difference = Math.Abs(second - first) / Math.Min(first, second);
            bool within = difference <= Wanted;
            ratios++;
            agree += within ? 1 : 0;
            string shown = string.Create(CultureInfo.InvariantCulture, $"{difference:0%}");
            Table.Row(table, section, ours, other, Table.Short(first), Table.Short(second), within ? shown : $"**{shown}**");
        }

        if (ratios > 0)
        {
            texts["repetition"] = table.ToString();
            texts["repetition.agree"] = string.Create(CultureInfo.InvariantCulture, $"{agree} of {ratios}");
        }
    }

    private static double? Ratio(BenchFigures figures, string section, string ours, string other) =>
        figures.Find(section, ours) is { } mine && figures.Find(section, other) is { } theirs ? mine.SpeedAgainst(theirs) : null;
}
