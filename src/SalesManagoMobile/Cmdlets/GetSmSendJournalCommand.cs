using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Reads journals of sends: one entry per send with what became of it. Changes nothing, and works while a run writes the journal.
/// </summary>
[Cmdlet(VerbsCommon.Get, "SmSendJournal", DefaultParameterSetName = "Path")]
[OutputType(typeof(SmJournalEntry))]
public sealed class GetSmSendJournalCommand : SmCmdlet
{
    /// <summary>The journals; wildcards are resolved.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path", ValueFromPipeline = true, HelpMessage = "The journals")]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The journals, by names that are taken as they are.</summary>
    [Parameter(
        Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true,
        HelpMessage = "The journals, by their exact names")]
    [Alias("PSPath", "FullName", "JournalPath")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Only sends that ended so. A send whose run ended before its outcome was known is Unknown.</summary>
    [Parameter(HelpMessage = "Only sends with this status")]
    public SmSendStatus[]? Status { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        bool literal = ParameterSetName == "LiteralPath";
        foreach (string file in Paths.Existing(literal ? LiteralPath : Path, literal))
        {
            Read(file);
        }
    }

    private void Read(string file)
    {
        try
        {
            foreach (SmJournalEntry entry in SendJournal.Read(file))
            {
                ThrowIfStopped();
                if (Status is null || Status.Contains(entry.Status))
                {
                    WriteObject(entry);
                }
            }
        }
        catch (SmException unreadable)
        {
            // One journal that cannot be read says nothing about the next one.
            WriteError(unreadable.ToErrorRecord(file));
        }
    }
}
