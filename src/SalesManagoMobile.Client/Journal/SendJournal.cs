using System.Buffers;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Client;

/// <summary>
/// An append-only record of what was meant to be sent and what became of it. It makes a run restartable: before a request leaves,
/// its intent is on the device; after the answer, its outcome is in the file. It holds recipients, but no secret and no text of a push.
/// </summary>
/// <remarks>
/// The file is created readable by its owner only. It survives the end of the process at any byte: a last line that was cut is removed
/// when the journal is opened again. It costs about 15 bytes of memory per send.
/// </remarks>
public sealed class SendJournal : IAsyncDisposable
{
    private readonly object _sync = new();
    private readonly JournalFile? _file;
    private readonly GroupCommitWriter? _writer;
    private readonly JournalTable<JournalState> _states;
    private readonly Dictionary<SendId, TaskCompletionSource> _awaited = [];

    internal SendJournal(JournalFile file, JournalTable<JournalState> states)
    {
        (_file, _states) = (file, states);
        _writer = new GroupCommitWriter(file.Commit, Unwritable, endsAtFailure: true);
    }

    private SendJournal() => _states = new JournalTable<JournalState>();

    /// <summary>The full path of the file.</summary>
    public string Path => _file?.Path ?? "";

    /// <summary>The shard of a list that the journal belongs to, or null.</summary>
    public string? Shard => _file?.Shard;

    /// <summary>Opens or creates the journal and locks it against a second run. The directory must exist.</summary>
    /// <exception cref="SmException">
    /// <see cref="SmFailureKind.Journal"/>: locked by another run, damaged (the message names the line), no journal at all, or not to be
    /// opened. <see cref="SmFailureKind.ShardMismatch"/>: it belongs to another shard.
    /// </exception>
    /// <param name="path">The path.</param>
    /// <param name="shard">The shard of the list, as <see cref="AudienceSplit.Describe"/> writes it, or null when it is not divided.</param>
    public static SendJournal Open(string path, string? shard = null) =>
        new(JournalFile.Open(path, shard, out JournalTable<JournalState> states), states);

    /// <summary>As <see cref="Open"/>, whatever shard the journal belongs to; one that does not exist is not created.</summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: see <see cref="Open"/>, or it does not exist.</exception>
    internal static SendJournal OpenExisting(string path)
    {
        using FileStream file = JournalReader.Open(path);
        JournalLines lines = JournalReader.Lines(file, path);
        lines.ReadHeader();
        return Open(path, lines.Shard);
    }

    /// <summary>
    /// Tells what a run with this journal would do, without locking or changing it. A journal that does not exist yet is empty.
    /// </summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: damaged, no journal at all, or not to be opened.</exception>
    public static JournalSnapshot Peek(string path) => JournalSnapshot.Read(path);

    /// <summary>
    /// Reads what a journal knows: one entry per send with its last state, in the order of their last outcomes. Neither locks nor changes
    /// it, and works while a run writes it.
    /// </summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: missing, damaged, no journal at all, or not to be
    /// opened.</exception>
    public static IEnumerable<SmJournalEntry> Read(string path) => JournalReader.Read(path);

    /// <summary>Writes what is left and gives the journal free.</summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: it could not be written.</exception>
    public async ValueTask DisposeAsync()
    {
        if (_writer is null)
        {
            return;
        }

        try
        {
            if (await _writer.CloseAsync().ConfigureAwait(false) is { } failure)
            {
                throw failure;
            }

            _file!.Seal();
        }
        catch (IOException e)
        {
            throw Unwritable(e);
        }
        finally
        {
            _file!.Dispose();
        }
    }

    /// <summary>
    /// What a run without a journal remembers: it sends nothing twice, and forgets at its end. No intent is to be handed in.
    /// </summary>
    internal static SendJournal InMemory() => new();

    /// <summary>
    /// Decides what to do with the sends of a request, and keeps others from sending the same. Waits while one of them is in flight in
    /// another request, and holds none meanwhile: so no two requests wait for each other.
    /// </summary>
    internal async ValueTask<JournalClaim> ClaimAsync(IReadOnlyList<SendId> ids, bool resendUnknown, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task? twin;
            lock (_sync)
            {
                twin = FindTwin(ids);
                if (twin is null)
                {
                    return Hold(ids, resendUnknown);
                }
            }

            await twin.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    internal Task AppendDurablyAsync(params IReadOnlyList<JournalRecord> records) =>
        _writer!.AppendDurablyAsync((File: _file!, Records: records), Encode);

    internal void End(IReadOnlyList<JournalOutcome> outcomes, bool begun)
    {
        try
        {
            // What was refused before it was begun has nothing on disk to be settled.
            if (begun)
            {
                _writer!.Append((File: _file!, Records: (IReadOnlyList<JournalRecord>)outcomes), Encode);
            }
        }
        finally
        {
            // Also when they cannot be kept: others wait for the same sends.
            foreach (JournalOutcome outcome in outcomes)
            {
                Release(outcome.Id, outcome.Status switch
                {
                    SmSendStatus.Accepted => JournalState.Accepted,
                    SmSendStatus.Unknown => JournalState.Unknown,
                    _ => JournalState.Failed,
                });
            }
        }
    }

    /// <summary>Records what was found out later about sends of an unknown outcome. Completes when it is on the device.</summary>
    internal async Task SettleAsync(IReadOnlyList<JournalOutcome> outcomes)
    {
        if (outcomes.Count > 0)
        {
            await AppendDurablyAsync(outcomes).ConfigureAwait(false);
        }
    }

    internal void Release(SendId id, JournalState state)
    {
        TaskCompletionSource? twin;
        lock (_sync)
        {
            _states.Set(id, state);
            _awaited.Remove(id, out twin);
        }

        twin?.SetResult();
    }

    private static void Encode(ArrayBufferWriter<byte> buffer, (JournalFile File, IReadOnlyList<JournalRecord> Records) append) =>
        append.File.Encode(buffer, append.Records);

    private SmException Unwritable(Exception cause) => new(
        SmFailureKind.Journal,
        $"The journal {Path} could not be written: {cause.Message} Nothing more is sent. "
        + "Fix the cause, then run again with the same journal.",
        cause);

    /// <summary>The end of another request that is sending one of these, or null.</summary>
    private Task? FindTwin(IReadOnlyList<SendId> ids)
    {
        foreach (SendId id in ids)
        {
            if (_states.Get(id) != JournalState.InFlight)
            {
                continue;
            }

            if (!_awaited.TryGetValue(id, out TaskCompletionSource? end))
            {
                _awaited[id] = end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return end.Task;
        }

        return null;
    }

    private JournalClaim Hold(IReadOnlyList<SendId> ids, bool resendUnknown)
    {
        var verdicts = new JournalVerdict[ids.Count];
        var held = new List<SendId>(ids.Count);
        var before = new List<JournalState>(ids.Count);
        for (int i = 0; i < ids.Count; i++)
        {
            JournalState state = _states.Get(ids[i]);
            verdicts[i] = JournalSnapshot.Judge(state, resendUnknown);
            if (verdicts[i] != JournalVerdict.Send)
            {
                continue;
            }

            _states.Set(ids[i], JournalState.InFlight);
            held.Add(ids[i]);
            before.Add(state);
        }

        return new JournalClaim(this, verdicts, held, before);
    }
}
