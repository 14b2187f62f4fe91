using System.Globalization;
using SalesManagoMobile.Benchmarks.Data;
using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>
/// An export of a million rows: on the pipeline against Import-Csv, and the reader alone against a CSV library and plain lines.
/// </summary>
internal sealed class ReadingSection : ISection
{
    public const string SectionName = "reading";
    public const string Module = "Import-SmDelivery, typed";
    public const string Download = "Receive-SmJob, the download included";
    public const string ImportCsv = "Import-Csv, strings";
    public const string Reader = "the reader alone, typed";
    public const string CsvHelper = "CsvHelper, typed";
    public const string CsvHelperFields = "CsvHelper, fields as strings";
    public const string Lines = "StreamReader.ReadLine, nothing split";

    public string Name => SectionName;

    public bool MakesClaims => true;

    public async Task<BenchFigures> RunAsync(BenchFigures figures, BenchSettings settings, Uri server, CancellationToken cancellationToken)
    {
        int rows = settings.Scale(1_000_000);
        string file = await WriteAsync(settings, rows, cancellationToken);
        string many = rows.ToString(CultureInfo.InvariantCulture);
        Contender[] contenders =
        [
            Contender.Script(Module, "Read-Module.ps1", "-Module", BenchSettings.Module, "-File", file, "-Count", many),
            Contender.Script(Download, "Read-Export.ps1", "-Module", BenchSettings.Module, "-Server", server.ToString(), "-Count", many),
            Contender.Script(ImportCsv, "Read-ImportCsv.ps1", "-File", file, "-Count", many),
            Contender.Program(Reader, "read", "ours", file, many, "3"),
            Contender.Program(CsvHelper, "read", "csvhelper", file, many, "3"),
            Contender.Program(CsvHelperFields, "read", "csvhelper-fields", file, many, "3"),
            Contender.Program(Lines, "read", "lines", file, many, "3"),
        ];
        return figures.With(Name, await SideBySide.RunAsync(Name, settings.Rounds(4), contenders, cancellationToken));
    }

    private static async Task<string> WriteAsync(BenchSettings settings, int rows, CancellationToken cancellationToken)
    {
        string path = settings.PathOf(FormattableString.Invariant($"{rows}.csv"));
        await using FileStream file = File.Create(path);
        await ExportFile.WriteAsync(file, rows, cancellationToken);
        return path;
    }
}
