using System.Globalization;
using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Reads delivery records from exported files on disk: CSV, JSON, ZIP or gzip of those, decided by content. A row that cannot be read is a
/// non-terminating error with file and line. Needs no session.
/// </summary>
[Cmdlet(VerbsData.Import, "SmDelivery", DefaultParameterSetName = PathSet)]
[OutputType(typeof(SmDeliveryRecord))]
public sealed class ImportSmDeliveryCommand : SmCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>The files; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = PathSet, HelpMessage = "The files")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files, by their exact names. Files from Get-ChildItem and Receive-SmJob pipe in.</summary>
    [Parameter(
        Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet,
        HelpMessage = "The files, by their exact names")]
    [Alias("PSPath", "FullName", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// The culture under which times in the files were written, for example de-DE, when they are neither Unix milliseconds nor ISO 8601 and
    /// the current culture cannot read them for certain.
    /// </summary>
    [Parameter(HelpMessage = "The culture that wrote the times in the files, for example de-DE")]
    public CultureInfo? InputCulture { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        bool literal = ParameterSetName == LiteralPathSet;
        foreach (string file in Paths.Existing(literal ? LiteralPath : Path, literal))
        {
            new DeliveryOutput(this, failure => WriteFailure(failure, file)).ReadFile(file, InputCulture);
        }
    }
}
