using System.Globalization;
using System.Management.Automation;
using SalesManagoMobile.Reporting;

namespace SalesManagoMobile;

/// <summary>Makes one HTML page from delivery records and statistics, from the pipeline and straight from exported files.</summary>
[Cmdlet(VerbsData.Export, "SmReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSmReportCommand : SmStatisticsCmdlet
{
    private ReportFile? _file;

    /// <summary>The HTML file to write. An existing file is replaced.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The HTML file to write")]
    [Alias("FilePath")]
    [ValidateNotNullOrEmpty]
    public string OutFile { get; set; } = "";

    /// <summary>The headline.</summary>
    [Parameter(HelpMessage = "The headline")]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Mobile push report";

    /// <summary>The culture of numbers and dates; the current one by default.</summary>
    [Parameter(HelpMessage = "The culture of numbers and dates, for example pl-PL")]
    [ValidateNotNull]
    public CultureInfo? Culture { get; set; }

    /// <summary>Leaves an existing file alone, and ends in an error.</summary>
    [Parameter(HelpMessage = "Leaves an existing file alone, and ends in an error")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Emits the file.</summary>
    [Parameter(HelpMessage = "Emits the file")]
    public SwitchParameter PassThru { get; set; }

    private protected override bool NeedsGroups => false;

    private protected override void Check()
    {
        _file = new ReportFile(Paths.Full(OutFile, nameof(OutFile)), NoClobber);
        if (_file.Problem() is { } problem)
        {
            ThrowTerminatingError(ErrorTable.FileWriteFailed.For($"{problem} Nothing was read.", _file.Path));
        }
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
            WriteWarning("No statistics and no delivery records came in; the report says so.");
        }

        var page = new ReportPage(
            new StatisticsSummary(Statistics),
            new ReportOptions(Title, DateTimeOffset.Now, Culture ?? CultureInfo.CurrentCulture) { Unreadable = Unreadable });
        try
        {
            _file.Write(page.Write);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(ErrorTable.FileWriteFailed.For(
                new IOException(
                    $"-OutFile {System.IO.Path.GetFileName(_file.Path)} could not be written in the folder {_file.Folder}: {failure.Message} The report was not saved.",
                    failure),
                _file.Path));
        }

        if (PassThru)
        {
            WriteObject(InvokeProvider.Item.Get([_file.Path], force: true, literalPath: true), enumerateCollection: true);
        }
    }
}
