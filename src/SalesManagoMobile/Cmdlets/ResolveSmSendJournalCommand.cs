using System.Globalization;
using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Asks the history what became of the sends of a journal whose outcome is unknown, and writes what it finds into the journal. Sends
/// nothing: the next run with the journal sends what is recorded as not sent.
/// </summary>
[Cmdlet(
    VerbsDiagnostic.Resolve, "SmSendJournal", DefaultParameterSetName = "Path", SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SmJournalEntry))]
public sealed class ResolveSmSendJournalCommand : SmSessionCmdlet
{
    private const int MaxSettleSec = 30 * 24 * 60 * 60;

    private RepeatedErrors? _errors;

    /// <summary>The journals; wildcards are resolved.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path", ValueFromPipeline = true, HelpMessage = "The journals")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SmCompleter))]
    public string[] Path { get; set; } = [];

    /// <summary>The journals, by names that are taken as they are.</summary>
    [Parameter(
        Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true,
        HelpMessage = "The journals, by their exact names")]
    [Alias("PSPath", "FullName", "JournalPath")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// Also records as NotSent what is not in the history although -SettleSec has passed, so that the next run sends it. Without it,
    /// this stays Unknown.
    /// </summary>
    [Parameter(HelpMessage = "Records sends that are not in the history after -SettleSec as NotSent")]
    public SwitchParameter ClearMissing { get; set; }

    /// <summary>
    /// How long after a send, or after the time that a batch was scheduled for, -ClearMissing waits before absence from the history counts,
    /// in seconds, 1 to 2592000 (30 days). The default is 900. Someone whose push appears later than that gets it twice.
    /// </summary>
    [Parameter(HelpMessage = "Seconds after a send before its absence from the history counts")]
    [ValidateRange(1, MaxSettleSec)]
    public int SettleSec { get; set; } = 900;

    private protected override string Activity => "Reading the push history";

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(SmHost.Mobile);
        _errors = new RepeatedErrors(this);
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        bool literal = ParameterSetName == "LiteralPath";
        foreach (string file in Paths.Existing(literal ? LiteralPath : Path, literal))
        {
            // -WhatIf asks the history, too, and only does not write.
            bool write = ShouldProcess(file, "Write into the journal what the history shows");
            if (write || Preferences.IsWhatIf)
            {
                Resolve(file, write);
            }
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing() => _errors!.WriteCounts();

    private void Resolve(string file, bool write)
    {
        var summary = new ResolveSummary(file, write);
        var resolver = new JournalResolver(Client, new ResolveOptions
        {
            ClearMissing = ClearMissing,
            Settle = TimeSpan.FromSeconds(SettleSec),
            ThrottleLimit = Client.MaxInFlight,
        });
        try
        {
            foreach (BulkOutcome<SmJournalEntry> outcome in Enumerate(token => resolver.ResolveAsync(file, write, token)))
            {
                summary.Add(outcome.Result);
                WriteObject(outcome.Result);
                if (outcome.Error is { } failure)
                {
                    _errors!.Write(failure.ToErrorRecord(outcome.Result.Recipient));
                }
            }
        }
        catch (SmException failure)
        {
            // One journal that cannot be read says nothing about the next one.
            WriteError(failure.ToErrorRecord(file));
            if (summary.Count == 0)
            {
                return;
            }
        }

        WriteInformation(summary.ToString(), ["SmSummary", "PSHOST"]);
    }
}

/// <summary>Counts what became of the unknown sends of a journal, for the closing line.</summary>
internal sealed class ResolveSummary(string path, bool written)
{
    private readonly Dictionary<string, int> _reasons = new(StringComparer.Ordinal);
    private int _accepted;
    private int _notSent;
    private int _unknown;

    /// <summary>How many sends were looked at.</summary>
    public int Count => _accepted + _notSent + _unknown;

    public void Add(SmJournalEntry entry)
    {
        switch (entry.Status)
        {
            case SmSendStatus.Accepted:
                _accepted++;
                break;
            case SmSendStatus.NotSent:
                _notSent++;
                break;
            default:
                _unknown++;
                string reason = entry.Reason ?? "";
                _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
                break;
        }
    }

    /// <summary>The closing line: counts, why the rest is unknown, and how to go on.</summary>
    public override string ToString()
    {
        string counts = string.Create(
            CultureInfo.CurrentCulture, $"{path}: {_accepted:N0} accepted, {_notSent:N0} not sent, {_unknown:N0} still unknown.");
        string reasons = string.Concat(_reasons.OrderByDescending(one => one.Value)
            .Select(one => string.Create(CultureInfo.CurrentCulture, $" {one.Value:N0} unknown: {one.Key}")));
        string then = !written ? " Nothing was written."
            : _notSent > 0 ? " To send what is NotSent, run the sending command again with this journal."
            : "";
        return counts + reasons + then;
    }
}
