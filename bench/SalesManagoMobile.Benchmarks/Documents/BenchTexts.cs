using System.Globalization;
using SalesManagoMobile.Benchmarks.Figures;
using SalesManagoMobile.Benchmarks.Run;

namespace SalesManagoMobile.Benchmarks.Documents;

/// <summary>Every text that a page can show of the benchmarks, by name.</summary>
internal static class BenchTexts
{
    public static void AddTo(Dictionary<string, string> texts, BenchFigures figures)
    {
        if (figures.Machine is { } machine)
        {
            texts["machine"] = string.Create(
                CultureInfo.InvariantCulture,
                $"{machine.Processor}, {machine.Cores} cores, {machine.MemoryGigabytes} GB, {machine.System}; {machine.Runtime}, "
                    + $"{machine.Engine}; measured on {machine.MeasuredOn}");
        }

        AddChoices(texts, SendingSection.SectionName, figures.Section(SendingSection.SectionName));
        AddChoices(texts, NetworkSection.SectionName, figures.Section(NetworkSection.SectionName));
        AddLayers(texts, figures.Section(SendingSection.SectionName));
        AddReading(texts, figures.Section("reading"));
        AddCallbacks(texts, figures.Section(CallbacksSection.SectionName));
        AddStart(texts, figures.Section("start"));
        GrowthTexts.AddTo(texts, figures);
        texts["aims"] = Aims.Table(figures);
        texts["micro"] = Table.Micro(figures.Micro);
    }

    /// <summary>What a user would choose between, near the server or at a distance.</summary>
    private static void AddChoices(Dictionary<string, string> texts, string name, IReadOnlyList<Series> sending)
    {
        if (sending.FirstOrDefault(static one => one.Name == SendingWork.ModuleName) is not { } module)
        {
            return;
        }

        texts[name] = Table.Speeds("pushes", Named(sending, SendingWork.Choices), module);
        texts[$"{name}.against-raw"] = Ratio(module, sending, SendingWork.RawName);
        texts[$"{name}.against-loop"] = Ratio(module, sending, SendingWork.LoopName);
        texts[$"{name}.against-parallel"] = Ratio(module, sending, SendingWork.ParallelName);
        texts[$"{name}.journal"] = Number(sending.First(static one => one.Name == SendingWork.JournalName).SpeedAgainst(module));
        texts[$"{name}.per-second"] = Table.Whole(module.PerSecond);
        texts[$"{name}.allocated"] = Table.Whole(module.AllocatedPerItem);
    }

    private static void AddLayers(Dictionary<string, string> texts, IReadOnlyList<Series> sending)
    {
        if (sending.Count > 0)
        {
            texts["layers"] = Table.Layers(Named(sending, SendingSection.Layers));
        }
    }

    private static IReadOnlyList<Series> Named(IReadOnlyList<Series> all, IReadOnlyList<string> names) =>
        [.. names.Select(name => all.First(one => one.Name == name))];

    private static void AddReading(Dictionary<string, string> texts, IReadOnlyList<Series> reading)
    {
        if (reading.FirstOrDefault(static one => one.Name == ReadingSection.Module) is not { } module)
        {
            return;
        }

        texts["reading"] = Table.Speeds("rows", reading, module);
        texts["reading.against-import-csv"] = Ratio(module, reading, ReadingSection.ImportCsv);
        texts["reading.peak"] = Table.Whole(module.PeakMegabytes);
        texts["reading.allocated"] = Table.Whole(module.AllocatedPerItem);
        Series reader = reading.First(static one => one.Name == ReadingSection.Reader);
        texts["reading.reader-against-csvhelper"] = Ratio(reader, reading, ReadingSection.CsvHelper);
    }

    private static void AddCallbacks(Dictionary<string, string> texts, IReadOnlyList<Series> callbacks)
    {
        if (callbacks.FirstOrDefault(static one => one.Name == CallbacksSection.Module) is not { } module)
        {
            return;
        }

        texts["callbacks"] = Table.Answers(callbacks, module);
        texts["callbacks.per-second"] = Table.Whole(module.PerSecond);
        texts["callbacks.p99"] = Number(module.P99Milliseconds);
        texts["callbacks.against-flush-each"] = Ratio(module, callbacks, CallbacksSection.FlushEach);
        texts["callbacks.against-bare"] = Ratio(module, callbacks, CallbacksSection.Bare);
    }

    private static void AddStart(Dictionary<string, string> texts, IReadOnlyList<Series> start)
    {
        if (start.Count == 0)
        {
            return;
        }

        texts["start"] = Table.Times(start);
        texts["start.import-ratio"] = TimeRatio(start, StartSection.Import, StartSection.ImportEmpty);
        texts["start.view-ratio"] = TimeRatio(start, StartSection.ImportOneView, StartSection.ImportEmpty);
        texts["start.first-ratio"] = TimeRatio(start, StartSection.FirstPush, StartSection.FirstRestMethod);
    }

    private static string Ratio(Series module, IReadOnlyList<Series> all, string other) =>
        Number(module.SpeedAgainst(all.First(one => one.Name == other)));

    private static string TimeRatio(IReadOnlyList<Series> all, string mine, string theirs) =>
        Number(1 / all.First(one => one.Name == mine).SpeedAgainst(all.First(one => one.Name == theirs)));

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);
}
