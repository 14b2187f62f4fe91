using System.Globalization;
using System.Management.Automation;
using System.Text;
using SalesManagoMobile.Durable;
using SalesManagoMobile.Reporting;

namespace SalesManagoMobile;

/// <summary>Makes one HTML page from delivery records and statistics, from the pipeline and straight from exported files.</summary>
[Cmdlet(VerbsData.Export, "SmReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSmReportCommand : SmStatisticsCmdlet
{
    private ReportFile? _file;
    private string? _logo;

    /// <summary>The HTML file to write. An existing file is replaced.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The HTML file to write")]
    [Alias("FilePath")]
    [ValidateNotNullOrEmpty]
    public string OutFile { get; set; } = "";

    [Parameter(HelpMessage = "The headline")]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Mobile push report";

    /// <summary>The culture of numbers and dates; the current one by default.</summary>
    [Parameter(HelpMessage = "The culture of numbers and dates, for example pl-PL")]
    [ValidateNotNull]
    public CultureInfo? Culture { get; set; }

    /// <summary>
    /// Two or more groups of Split-SmAudience, pushes or conversations, by their names: each is compared with the first.
    /// </summary>
    [Parameter(HelpMessage = "Names of groups, pushes or conversations to compare, the first with each")]
    [ValidateCount(2, 10)]
    [ValidateNotNullOrEmpty]
    public string[] Compare { get; set; } = [];

    /// <summary>A picture above the headline, which becomes a part of the page: PNG, JPEG, GIF or WebP.</summary>
    [Parameter(HelpMessage = "A picture above the headline: PNG, JPEG, GIF or WebP")]
    [ValidateNotNullOrEmpty]
    public string? Logo { get; set; }

    /// <summary>Leaves an existing file alone, and ends in an error.</summary>
    [Parameter(HelpMessage = "Does not replace an existing file")]
    public SwitchParameter NoClobber { get; set; }

    [Parameter(HelpMessage = "Emits the file")]
    public SwitchParameter PassThru { get; set; }

    private protected override bool NeedsGroups => Compare.Length > 0;

    private protected override void Check()
    {
        _file = new ReportFile(Paths.Full(OutFile, nameof(OutFile)), NoClobber);
        if (_file.Problem() is { } problem)
        {
            ThrowTerminatingError(ErrorTable.FileWriteFailed.For($"{problem} Nothing was read.", _file.Path));
        }

        if (Compare.Distinct(StringComparer.OrdinalIgnoreCase).Count() != Compare.Length)
        {
            Refuse("-Compare contains a name twice.", Compare);
        }

        _logo = Logo is null ? null : ReadLogo(Paths.Full(Logo, nameof(Logo)));
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        if (!ShouldProcess(_file!.Path, "Write the report"))
        {
            return;
        }

        WarnOfOmissions();
        if (Statistics.Records == 0 && Statistics.StatisticsRows == 0)
        {
            WriteWarning("The input has no statistics and no delivery records, so the report is empty.");
        }

        var summary = new StatisticsSummary(Statistics);
        var page = new ReportPage(summary, new ReportOptions(Title, DateTimeOffset.Now, Culture ?? CultureInfo.CurrentCulture)
        {
            Compare = Compared(summary),
            Logo = _logo,
            Unreadable = Unreadable,
        });
        Save(page);
        if (PassThru)
        {
            WriteObject(InvokeProvider.Item.Get([_file.Path], force: true, literalPath: true), enumerateCollection: true);
        }
    }

    private IReadOnlyList<SmDeliveryMeasure> Compared(StatisticsSummary summary)
    {
        if (Compare.Length == 0)
        {
            return [];
        }

        IReadOnlyList<SmDeliveryMeasure> found = Comparison.Find(summary, Compare, out string? missing);
        if (missing is not null)
        {
            string suggestion = NearestName.Suggestion(missing, Comparison.NamesOf(summary));
            Refuse(
                $"-Compare '{missing}' is not a group, push or conversation of the input, or not of the same kind as the others."
                    + suggestion,
                missing);
        }

        return found;
    }

    private string ReadLogo(string path)
    {
        try
        {
            using FileStream file = DurableFile.OpenInput(path);
            return ReportLogo.ToDataUri(file);
        }
        catch (FormatException e)
        {
            Refuse($"-Logo {path} {e.Message}", path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(ErrorTable.FileReadFailed.For(failure, path));
        }

        return "";
    }

    private void Save(ReportPage page)
    {
        ReportFile file = _file!;
        try
        {
            file.Write(page.Write);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(ErrorTable.FileWriteFailed.For(
                new IOException(
                    $"-OutFile {System.IO.Path.GetFileName(file.Path)} could not be written in the folder {file.Folder}: "
                        + $"{failure.Message} The report was not saved.",
                    failure),
                file.Path));
        }
    }
}

/// <summary>A file that is written whole or not at all: whoever opens it meanwhile sees the old one or the new one.</summary>
/// <param name="path">The full path.</param>
/// <param name="keep">Whether an existing file is left alone.</param>
internal sealed class ReportFile(string path, bool keep)
{
    public string Path => path;

    public string Folder => System.IO.Path.GetDirectoryName(path) ?? path;

    /// <summary>
    /// Why the file cannot be written, as far as that can be seen before there is anything to write; null when nothing is seen.
    /// </summary>
    public string? Problem()
    {
        string name = System.IO.Path.GetFileName(path);
        try
        {
            if (DurableFile.Problem(path) is { } problem)
            {
                return $"-OutFile {path} cannot be written: {problem}";
            }

            if (!Directory.Exists(Folder))
            {
                return $"-OutFile {name} cannot be written: the folder {Folder} does not exist.";
            }

            if (!File.Exists(path))
            {
                return null;
            }

            if (keep)
            {
                return $"-OutFile {name} already exists in the folder {Folder}, and -NoClobber is set.";
            }

            using var existing = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"-OutFile {name} in the folder {Folder} cannot be replaced: {e.Message}";
        }
    }

    public void Write(Action<TextWriter> write)
    {
        // A name of its own: another run may be writing the same file.
        string part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (var output = new StreamWriter(part, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                write(output);
            }

            BusyFile.MoveAsync(part, path, overwrite: !keep, TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult();
        }
        finally
        {
            BusyFile.TryDelete(part);
        }
    }
}
