using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Starts export jobs: of conversations, or of all conversations of a push over a time of any length, which becomes one job for each
/// 30 days. Emits the jobs; Wait-SmJob and Receive-SmJob take them.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "SmExport", SupportsShouldProcess = true, DefaultParameterSetName = ConversationSet)]
[OutputType(typeof(SmJob))]
public sealed class StartSmExportCommand : SmReadingCmdlet<SmJob, SmJob>
{
    private const string ConversationSet = "Conversation";
    private const string PushSet = "Push";
    private static readonly TimeSpan Range = TimeSpan.FromDays(30);
    private static readonly TimeSpan Sliver = TimeSpan.FromSeconds(10);
    private DateTimeOffset _now;

    /// <summary>The conversations, or their ids. Conversations, statistics and history entries pipe in.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        ParameterSetName = ConversationSet,
        HelpMessage = "The conversations, or their ids")]
    [IdTransformation("ConversationId")]
    [ArgumentCompleter(typeof(ConversationCompleter))]
    [ValidateNotNullOrEmpty]
    public long[] ConversationId { get; set; } = [];

    /// <summary>The pushes, or their ids. Pushes pipe in.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PushSet, HelpMessage = "A push, or its id")]
    [Alias("Id")]
    [IdTransformation("PushId", "Id")]
    [ArgumentCompleter(typeof(PushCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] PushId { get; set; } = [];

    /// <summary>Conversations sent from this time on.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PushSet, HelpMessage = "Conversations sent from this time on, in whole seconds")]
    [DateTimeOffsetTransformation]
    public DateTimeOffset After { get; set; }

    /// <summary>
    /// Conversations sent before this time; now by default. (Get-Date).AddDays(-90) is a moment more than 90 days ago once the command
    /// runs: that moment makes no fourth job.
    /// </summary>
    [Parameter(ParameterSetName = PushSet, HelpMessage = "Conversations sent before this time")]
    [DateTimeOffsetTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(SmHost.Mobile);
        _now = Client.Options.TimeProvider.GetUtcNow();
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ConversationSet)
        {
            foreach (long id in ConversationId)
            {
                Start(new SmJob { ConversationId = id }, $"conversation {id}");
            }

            return;
        }

        foreach (string id in PushId)
        {
            Try(id, () => StartRanges(id));
        }
    }

    private protected override async Task<IReadOnlyList<SmJob>> AskAsync(SmJob key, CancellationToken cancellationToken) =>
    [
        key.ConversationId is { } id
            ? await Client.ExportConversationAsync(id, cancellationToken).ConfigureAwait(false)
            : await Client.ExportPushAsync(key.PushId!, key.After!.Value, key.Before!.Value, cancellationToken).ConfigureAwait(false),
    ];

    private protected override void OnResult(SmJob result) => ActiveSession.Seen.Job(result);

    private protected override void WriteFailure(SmException failure, object? target) =>
        base.WriteFailure(failure, target is SmJob job ? job.PushId ?? (object?)job.ConversationId : target);

    private void StartRanges(string pushId)
    {
        foreach (ExportRange range in ExportRange.Split(After, Before ?? WithoutSliver(After, _now)))
        {
            Start(
                new SmJob { PushId = pushId, After = range.From, Before = range.To },
                $"push {pushId}, {ViewText.WithOffset(range.From)} to {ViewText.WithOffset(range.To)}");
        }
    }

    /// <summary>Now, or the end of the last whole range when that was only just.</summary>
    private static DateTimeOffset WithoutSliver(DateTimeOffset after, DateTimeOffset now)
    {
        var sliver = TimeSpan.FromTicks((now - after).Ticks % Range.Ticks);
        return sliver < Sliver && now - after > Range ? now - sliver : now;
    }

    private void Start(SmJob job, string what)
    {
        if (ShouldProcess(what, "Start an export"))
        {
            Ask(job);
        }
    }
}
