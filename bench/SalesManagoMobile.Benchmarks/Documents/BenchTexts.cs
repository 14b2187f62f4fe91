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
                $"{machine.Processor}, {machine.Cores} cores, {machine.MemoryGigabytes} GB, {machine.System}; {machine.Runtime}, {machine.Engine}; measured on {machine.MeasuredOn}");
        }

        AddSending(texts, figures.Section(SendingSection.SectionName));
        AddReading(texts, figures.Section("reading"));
        AddCallbacks(texts, figures.Section(CallbacksSection.SectionName));
        AddStart(texts, figures.Section("start"));
        GrowthTexts.AddTo(texts, figures);
        texts["aims"] = Aims.Table(figures);
        texts["micro"] = Table.Micro(figures.Micro);
    }

    private static void AddSending(Dictionary<string, string> texts, IReadOnlyList<Series> sending)
    {
        if (sending.FirstOrDefault(static one => one.Name == SendingSection.Module) is not { } module)
        {
            return;
        }

        texts["sending"] = Table.Speeds("pushes", Named(SendingSection.Choices), module);
        texts["layers"] = Table.Layers(Named(SendingSection.Layers));
        texts["sending.against-raw"] = Ratio(module, sending, SendingSection.Raw);
        texts["sending.against-loop"] = Ratio(module, sending, SendingSection.Loop);
        texts["sending.against-parallel"] = Ratio(module, sending, SendingSection.Parallel);
        texts["sending.journal"] = Number(sending.First(static one => one.Name == SendingSection.ModuleWithJournal).SpeedAgainst(module));
        texts["sending.per-second"] = Table.Whole(module.PerSecond);
        texts["sending.allocated"] = Table.Whole(module.AllocatedPerItem);

        IReadOnlyList<Series> Named(IReadOnlyList<string> names) => [.. names.Select(name => sending.First(one => one.Name == name))];
    }

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
