using System.Globalization;
using System.Text;
using SalesManagoMobile.Benchmarks.Figures;
using SalesManagoMobile.Benchmarks.Run;

namespace SalesManagoMobile.Benchmarks.Documents;

/// <summary>What was aimed at, and what was measured, met or not.</summary>
internal sealed class Aims(BenchFigures figures)
{
    private readonly StringBuilder _table = Table.Header("aim", "wanted", "measured", "");

    public string Write()
    {
        AtMost(
            "processor time of a push against a bare `HttpClient`, 32 in flight", "times", 1.5,
            Compare(
                SendingSection.SectionName, SendingWork.ModuleName, SendingWork.RawName,
                static (ours, theirs) => ours.CpuMicrosecondsPerItem / theirs.CpuMicrosecondsPerItem));
        AtLeast("sending against a bare `HttpClient`, 20 ms away", 0.98, Speed("network", SendingWork.ModuleName, SendingWork.RawName));
        AtLeast(
            "sending with a journal against without, 20 ms away", 0.97, Speed("network", SendingWork.JournalName, SendingWork.ModuleName));
        AtLeast("reading against `Import-Csv`", 9, Speed(ReadingSection.SectionName, ReadingSection.Module, ReadingSection.ImportCsv));
        AtLeast(
            "downloading and reading against `Import-Csv` of a file", 5,
            Speed(ReadingSection.SectionName, ReadingSection.Download, ReadingSection.ImportCsv));
        AtLeast(
            "the reader alone against CsvHelper", 1.5, Speed(ReadingSection.SectionName, ReadingSection.Reader, ReadingSection.CsvHelper));
        AtMost(
            "time of the reader alone against `StreamReader.ReadLine`", "times", 3,
            Time(ReadingSection.SectionName, ReadingSection.Reader, ReadingSection.Lines));
        AtMost(
            "time to import against an empty module with one view", "times", 1.5,
            Time(StartSection.SectionName, StartSection.Import, StartSection.ImportOneView));
        AtMost(
            "time to import, connect and push against the same by hand", "times", 0.9,
            Time(StartSection.SectionName, StartSection.FirstPush, StartSection.FirstRestMethod));
        AtLeast(
            "history of 1,000 people against one after the other", 6,
            Speed(PeopleSection.SectionName, PeopleSection.Parallel, PeopleSection.OneByOne));
        AtLeast(
            "callbacks kept on the device against the same receiver without a disk", 0.75,
            Speed(CallbacksSection.SectionName, CallbacksSection.Module, CallbacksSection.Bare));
        AtMost(
            "peak memory with responses of 62 MB, 8 at once", "MB", 300,
            figures.Find(HostileSection.SectionName, HostileSection.Sends)?.PeakMegabytes);
        AtMost("peak memory of a million pushes beyond ten thousand", "MB", 30, Growth(GrowthSection.Sending));
        return _table.ToString();
    }

    private void AtLeast(string aim, double wanted, double? measured) =>
        Row(aim, string.Create(CultureInfo.InvariantCulture, $"at least {wanted} times"), measured, "times", measured >= wanted);

    private void AtMost(string aim, string unit, double wanted, double? measured) =>
        Row(aim, string.Create(CultureInfo.InvariantCulture, $"at most {wanted} {unit}"), measured, unit, measured <= wanted);

    private void Row(string aim, string wanted, double? measured, string unit, bool met)
    {
        if (measured is { } value)
        {
            Table.Row(_table, aim, wanted, $"{Table.Short(value)} {unit}", met ? "met" : "**missed**");
        }
    }

    private double? Speed(string section, string mine, string theirs) =>
        Compare(section, mine, theirs, static (ours, other) => ours.SpeedAgainst(other));

    private double? Time(string section, string mine, string theirs) =>
        Compare(section, mine, theirs, static (ours, other) => 1 / ours.SpeedAgainst(other));

    private double? Compare(string section, string mine, string theirs, Func<Series, Series, double> compare) =>
        figures.Find(section, mine) is { } ours && figures.Find(section, theirs) is { } other ? compare(ours, other) : null;

    private double? Growth(string work) =>
        GrowthLine.AllOf(figures).FirstOrDefault(line => line.Work == work) is { } line
            && line.At(10_000) is { } few
            && line.At(1_000_000) is { } many
            ? many.PeakMegabytes - few.PeakMegabytes
            : null;
}
