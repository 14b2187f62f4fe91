using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<SmJob, Ranges> _ranges = new(ReferenceEqualityComparer.Instance);
    private DateTimeOffset _now;

    /// <summary>The conversations, or their ids. Conversations, statistics and history entries pipe in.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        ParameterSetName = ConversationSet,
        HelpMessage = "The conversations, or their ids")]
    [IdTransformation("ConversationId")]
    [ArgumentCompleter(typeof(SmCompleter))]
    [ValidateNotNullOrEmpty]
    public long[] ConversationId { get; set; } = [];

    /// <summary>The pushes, or their ids. Pushes pipe in.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PushSet, HelpMessage = "A push, or its id")]
    [Alias("Id")]
    [IdTransformation("PushId", "Id")]
    [ArgumentCompleter(typeof(SmCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] PushId { get; set; } = [];

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
        _now = Client.Options.TimeProvider.GetUtcNow();
        if (ParameterSetName == PushSet && After >= (Before ?? _now))
        {
            Refuse(
                Before is { } end
                    ? $"-After {ViewText.WithOffset(After)} is not before -Before {ViewText.WithOffset(end)}."
                    : $"-After {ViewText.WithOffset(After)} is in the future: there is nothing to export yet.",
                After);
        }
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ConversationSet)
        {
            foreach (long id in ConversationId)
            {
                if (ShouldStart($"conversation {id}"))
                {
                    Ask(new SmJob { ConversationId = id });
                }
            }

            return;
        }

        foreach (string id in PushId)
        {
            Try(id, () => StartRanges(id));
        }
    }

    private protected override async Task<IReadOnlyList<SmJob>> AskAsync(SmJob key, CancellationToken cancellationToken)
    {
        if (key.ConversationId is { } id)
        {
            return [await Client.ExportConversationAsync(id, cancellationToken).ConfigureAwait(false)];
        }

        Ranges ranges = _ranges[key];
        if (ranges.First != key && await ranges.IsRefused.Task.ConfigureAwait(false))
        {
            return [];
        }

        try
        {
            return [await Client.ExportPushAsync(key.PushId!, key.After!.Value, key.Before!.Value, cancellationToken).ConfigureAwait(false)];
        }
        catch (SmException refusal) when (refusal.Kind is SmFailureKind.Rejected or SmFailureKind.InvalidInput)
        {
            ranges.IsRefused.TrySetResult(true);
            throw;
        }
        finally
        {
            ranges.IsRefused.TrySetResult(false);
        }
    }

    private protected override void OnResult(SmJob result) => ActiveSession.Seen.Job(result);

    private protected override void WriteFailure(SmException failure, object? target) =>
        base.WriteFailure(failure, target is SmJob job ? job.PushId ?? (object?)job.ConversationId : target);

    private void StartRanges(string pushId)
    {
        var ranges = new Ranges();
        foreach (ExportRange range in ExportRange.Split(After, Before ?? WithoutSliver(After, _now)))
        {
            var job = new SmJob { PushId = pushId, After = range.From, Before = range.To };
            if (ShouldStart($"push {pushId}, {ViewText.WithOffset(range.From)} to {ViewText.WithOffset(range.To)}"))
            {
                ranges.First ??= job;
                _ranges[job] = ranges;
                Ask(job);
            }
        }
    }

    /// <summary>Now, or the end of the last whole range when that was only just.</summary>
    private static DateTimeOffset WithoutSliver(DateTimeOffset after, DateTimeOffset now)
    {
        var sliver = TimeSpan.FromTicks((now - after).Ticks % Range.Ticks);
        return sliver < Sliver && now - after > Range ? now - sliver : now;
    }

    private bool ShouldStart(string what) => ShouldProcess(what, "Start an export");

    /// <summary>The jobs of one push: when the server refuses the first one, the others would be refused in the same words.</summary>
    private sealed class Ranges
    {
        public TaskCompletionSource<bool> IsRefused { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SmJob? First { get; set; }
    }
}
