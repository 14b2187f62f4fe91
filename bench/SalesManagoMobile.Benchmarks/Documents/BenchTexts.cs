using System.Globalization;
using SalesManagoMobile.Benchmarks.Figures;
using SalesManagoMobile.Benchmarks.Run;

namespace SalesManagoMobile.Benchmarks.Documents;

/// <summary>Every text that a page can show of the benchmarks, by name.</summary>
internal sealed class BenchTexts(Dictionary<string, string> texts, BenchFigures figures)
{
    public void Add()
    {
        if (figures.Machine is { } machine)
        {
            texts["machine"] = string.Create(
                CultureInfo.InvariantCulture,
                $"{machine.Processor}, {machine.Cores} cores, {machine.MemoryGigabytes} GB, {machine.System}; {machine.Runtime}, "
                    + $"{machine.Engine}; measured on {machine.MeasuredOn}");
        }

        texts["aims"] = new Aims(figures).Write();
        AddSpeeds("network", "pushes", SendingWork.DefaultName);
        AddSpeeds("network-far", "pushes", SendingWork.DefaultName);
        AddSpeeds(PeopleSection.SectionName, "people", PeopleSection.Parallel);
        AddSpeeds(ReadingSection.SectionName, "rows", ReadingSection.Module);
        Ratio("network.against-loop", "network", SendingWork.DefaultName, SendingWork.LoopName);
        Ratio("network.against-parallel", "network", SendingWork.DefaultName, SendingWork.DefaultParallelName);
        Ratio("network-far.against-loop", "network-far", SendingWork.DefaultName, SendingWork.LoopName);
        Ratio("network-far.against-parallel", "network-far", SendingWork.DefaultName, SendingWork.DefaultParallelName);
        Ratio("reading.against-import-csv", ReadingSection.SectionName, ReadingSection.Module, ReadingSection.ImportCsv);
        Rate("network.rate", "network", SendingWork.ModuleName);
        Rate("network.journal-rate", "network", SendingWork.JournalName);
        Rate("sending.rate", SendingSection.SectionName, SendingWork.ModuleName);
        Rate("sending.journal-rate", SendingSection.SectionName, SendingWork.JournalName);
        Rate("callbacks.rate", CallbacksSection.SectionName, CallbacksSection.Module);
        if (figures.Find(ReadingSection.SectionName, ReadingSection.Module) is { } reading)
        {
            texts["reading.allocated"] = Table.Whole(reading.AllocatedPerItem);
        }

        AddTable("layers", SendingSection.SectionName, Table.Layers);
        AddTable(CallbacksSection.SectionName, CallbacksSection.SectionName, static all => Table.Answers(all, all[0]));
        AddTable(StartSection.SectionName, StartSection.SectionName, Table.Times);
        AddTable(ReportSection.SectionName, ReportSection.SectionName, Table.Reports);
        GrowthTexts.AddTo(texts, figures);
        texts["micro"] = Table.Micro(figures.Micro);
    }

    private void AddSpeeds(string section, string items, string ours) =>
        AddTable(section, section, all => Table.Speeds(items, all, all.First(one => one.Name == ours)));

    private void AddTable(string name, string section, Func<IReadOnlyList<Series>, string> table)
    {
        if (figures.Section(section) is { Count: > 0 } all)
        {
            texts[name] = table(all);
        }
    }

    private void Rate(string name, string section, string mine)
    {
        if (figures.Find(section, mine) is { } ours)
        {
            texts[name] = Table.Whole(ours.PerSecond);
        }
    }

    private void Ratio(string name, string section, string mine, string theirs)
    {
        if (figures.Find(section, mine) is { } ours && figures.Find(section, theirs) is { } other)
        {
            texts[name] = Table.Short(ours.SpeedAgainst(other));
        }
    }
}
