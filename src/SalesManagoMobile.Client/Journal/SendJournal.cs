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
    private readonly FileStream _file;
    private readonly JournalWriter _writer;
    private readonly JournalTable<JournalState> _states;
    private readonly Dictionary<SendId, TaskCompletionSource> _awaited = [];

    internal SendJournal(string path, FileStream file, JournalTable<JournalState> states)
    {
        Path = path;
        _file = file;
        _states = states;
        _writer = new JournalWriter(file.SafeFileHandle, file.Length, path);
    }

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <summary>Opens or creates the journal and locks it against a second run. The directory must exist.</summary>
    /// <exception cref="SmException">
    /// <see cref="SmFailureKind.Journal"/>: locked by another run, damaged (the message names the line), no journal at all, or not to be opened.
    /// </exception>
    public static SendJournal Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        FileStream file = JournalFile.OpenLocked(path);
        try
        {
            return new SendJournal(path, file, Recover(file, path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw JournalFile.CannotOpen(path, e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Tells what a run with this journal would do, without locking or changing it. A journal that does not exist yet is empty.</summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: damaged, no journal at all, or not to be opened.</exception>
    public static JournalSnapshot Peek(string path) => JournalSnapshot.Read(System.IO.Path.GetFullPath(path));

    /// <summary>
    /// Reads what a journal knows: one entry per send with its last state, in the order of their last outcomes. Neither locks nor changes it,
    /// and works while a run writes it.
    /// </summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: missing, damaged, no journal at all, or not to be opened.</exception>
    public static IEnumerable<SmJournalEntry> Read(string path) => JournalReader.Read(System.IO.Path.GetFullPath(path));

    /// <summary>Writes what is left and gives the journal free.</summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: it could not be written.</exception>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            await _file.DisposeAsync().ConfigureAwait(false);
        }
    }

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

    /// <summary>How long it takes lately until an intent is on the device, in seconds.</summary>
    internal double FlushSeconds => _writer.FlushSeconds;

    internal Task AppendDurablyAsync(params IReadOnlyList<JournalIntent> intents) => _writer.AppendDurablyAsync(intents);

    internal void End(IReadOnlyList<JournalOutcome> outcomes, bool begun)
    {
        try
        {
            // What was refused before it was begun has nothing on disk to be settled.
            if (begun)
            {
                _writer.Append(outcomes);
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

    private static JournalTable<JournalState> Recover(FileStream file, string path)
    {
        var lines = new JournalLines(file, path);
        JournalTable<JournalState> states = JournalSnapshot.ReadStates(lines);
        if (lines.WholeLength == 0)
        {
            file.SetLength(0);
            RandomAccess.Write(file.SafeFileHandle, JournalFormat.Header, 0);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
            JournalFile.FlushName(path);
        }
        else if (file.Length > lines.WholeLength)
        {
            file.SetLength(lines.WholeLength);
        }

        return states;
    }
}
