using System.Management.Automation;
using System.Text;
using SalesManagoMobile.Reporting;

namespace SalesManagoMobile;

/// <summary>Makes one HTML page from statistics and delivery records that are piped in.</summary>
[Cmdlet(VerbsData.Export, "SmReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSmReportCommand : PSCmdlet
{
    private ReportData? _data;
    private string _target = "";

    /// <summary>The HTML file to write. One that is there is replaced.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The HTML file to write")]
    [Alias("FilePath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Statistics and delivery records: as the cmdlets write them, or as rows of a CSV or JSON file.</summary>
    [Parameter(ValueFromPipeline = true, HelpMessage = "Statistics and delivery records, or rows with their columns")]
    public PSObject? InputObject { get; set; }

    /// <summary>The headline.</summary>
    [Parameter(HelpMessage = "The headline")]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Mobile push report";

    /// <summary>The time zone of dates and of the best hours; this machine's by default.</summary>
    [Parameter(HelpMessage = "The time zone of dates and hours, by its IANA name, for example Europe/Madrid")]
    [ArgumentCompleter(typeof(TimezoneCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    /// <summary>Leaves a file that is there alone, and ends in an error.</summary>
    [Parameter(HelpMessage = "Leaves a file that is there alone, and ends in an error")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Emits the file.</summary>
    [Parameter(HelpMessage = "Emits the file")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        Given.RefuseEmpty(this);
        _target = new FilePaths(this).Full(Path, nameof(Path));
        if (NoClobber && File.Exists(_target))
        {
            ThrowTerminatingError(ErrorTable.FileWriteFailed.For($"{_target} is there already, and -NoClobber keeps it.", _target));
        }

        TimeZoneInfo? zone = TimeZoneInfo.Local;
        if (TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out zone))
        {
            ThrowTerminatingError(ErrorTable.InvalidParameter.For($"This machine knows no time zone '{TimeZone}'.", TimeZone));
        }

        _data = new ReportData(zone!);
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (InputObject is { } input && !ReportInput.TryAdd(_data!, input))
        {
            WriteError(
                ErrorTable.InvalidReportInput.For(
                    $"A {input.BaseObject.GetType().Name} is neither statistics nor a delivery record.", input));
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        if (!ShouldProcess(_target, "Write the report"))
        {
            return;
        }

        if (_data!.Records == 0 && _data.Statistics == 0)
        {
            WriteWarning("No statistics and no delivery records came in; the report says so.");
        }

        try
        {
            Write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(ErrorTable.FileWriteFailed.For(failure, _target));
        }

        if (PassThru)
        {
            WriteObject(InvokeProvider.Item.Get([_target], force: true, literalPath: true), enumerateCollection: true);
        }
    }

    /// <summary>Whoever opens the report while it is made again sees the old one or the new one, never half of one.</summary>
    private void Write()
    {
        // A name of its own: another run may be writing the same report.
        string part = $"{_target}.{Guid.NewGuid():N}.part";
        try
        {
            using (var output = new StreamWriter(part, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                new ReportPage(_data!, Title, DateTimeOffset.Now).Write(output);
            }

            File.Move(part, _target, overwrite: !NoClobber);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
