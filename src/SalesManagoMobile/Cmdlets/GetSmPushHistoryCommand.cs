using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Lists the pushes that were sent to a person, newest first, also beyond the 500 entries of one answer.</summary>
[Cmdlet(VerbsCommon.Get, "SmPushHistory")]
[OutputType(typeof(SmPushHistoryEntry))]
public sealed class GetSmPushHistoryCommand : SmSessionCmdlet
{
    // Half a page: the next one is asked for when the pipeline has taken this one.
    private const int BufferedEntries = 250;
    private readonly Queue<(string? Person, BackgroundStream<SmPushHistoryEntry> Entries)> _people = new();
    private long _count;

    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "The person's e-mail address")]
    public string? Email { get; set; }

    /// <summary>The person's user id. It wins over the e-mail address when both are given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The person's user id in SALESmanago, at most 255 characters")]
    public string? UserId { get; set; }

    [Parameter(ValueFromPipeline = true, HelpMessage = "A row or object with the person, or the person's e-mail address as text")]
    public PSObject? InputObject { get; set; }

    [Parameter(HelpMessage = "Only what was sent at this time or later")]
    [DateTimeOffsetTransformation]
    public DateTimeOffset? After { get; set; }

    [Parameter(HelpMessage = "Only what was sent at this time or earlier")]
    [DateTimeOffsetTransformation]
    public DateTimeOffset? Before { get; set; }

    [Parameter(HelpMessage = "At most this many entries per person, the newest ones")]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    [Parameter(HelpMessage = "Also gets the times displayed, clicked and dismissed")]
    public SwitchParameter Extended { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(SmHost.Mobile);
        if (After > Before)
        {
            Refuse(
                $"-After {ViewText.WithOffset(After.Value)} is later than -Before {ViewText.WithOffset(Before.Value)}.", After);
        }
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var request = new HistoryRequest
        {
            Email = Given.Trimmed(Email) ?? Given.Trimmed(InputObject?.BaseObject as string),
            UserId = Given.Trimmed(UserId),
            After = After,
            Before = Before,
            Extended = Extended,
        };
        while (_people.Count >= Client.MaxInFlight)
        {
            WriteOldest();
        }

        _people.Enqueue((request.UserId ?? request.Email, new BackgroundStream<SmPushHistoryEntry>(
            () =>
                InBackground(() => Client.GetHistoryAsync(request, First, PostWarning, StopToken)), BufferedEntries, Inbox.Wake,
                StopToken)));
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        while (_people.Count > 0)
        {
            WriteOldest();
        }

        EndWaiting();
    }

    /// <summary>Writes the entries of the person who was asked about first; those of the next ones come in meanwhile.</summary>
    private void WriteOldest()
    {
        (string? person, BackgroundStream<SmPushHistoryEntry> entries) = _people.Dequeue();
        while (!entries.IsEmptyAndEnded)
        {
            Inbox.DrainUntil(
                () => entries.IsReadyOrEnded || StopToken.IsCancellationRequested, WaitProgress.LookEvery, () => ShowWaiting(_count));
            ThrowIfStopped();
            while (entries.TryTake(out SmPushHistoryEntry? entry))
            {
                _count++;
                WriteObject(entry);
            }
        }

        Try(person, entries.ThrowIfCutShort);
    }
}
