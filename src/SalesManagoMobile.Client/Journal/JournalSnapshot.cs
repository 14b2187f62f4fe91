namespace SalesManagoMobile.Client;

/// <summary>What a journal knew when it was read: tells what a run would do, and changes nothing.</summary>
public sealed class JournalSnapshot
{
    private readonly JournalTable<JournalState> _states;
    private readonly Func<string?, SmException?> _mismatch;

    private JournalSnapshot(JournalTable<JournalState> states, Func<string?, SmException?> mismatch) =>
        (_states, _mismatch) = (states, mismatch);

    /// <summary>Checks that the journal is that of a shard.</summary>
    /// <param name="shard">The shard of the rows, as <see cref="AudienceSplit.Describe"/> writes it, or null when they have none.</param>
    /// <exception cref="SmException"><see cref="SmFailureKind.ShardMismatch"/>: it belongs to another one.</exception>
    public void RequireShard(string? shard)
    {
        if (_mismatch(shard) is { } mismatch)
        {
            throw mismatch;
        }
    }

    /// <summary>What a run would do with a push.</summary>
    /// <param name="request">The push.</param>
    /// <param name="resendUnknown">Whether the run would send again what an earlier run left as unknown.</param>
    public JournalVerdict Judge(PushRequest request, bool resendUnknown = false) =>
        Judge(_states.Get(SendIdentity.Of(request)), resendUnknown);

    /// <summary>
    /// What a run would do with a mass request: it sends to those of its recipients that are not known, if there are any.
    /// </summary>
    /// <param name="request">The mass request.</param>
    /// <param name="resendUnknown">Whether the run would send again what an earlier run left as unknown.</param>
    public JournalVerdict Judge(BatchRequest request, bool resendUnknown = false) => Judge(JudgeEach(request, resendUnknown));

    /// <summary>What a run would do with each recipient of a mass request, in their order.</summary>
    /// <param name="request">The mass request.</param>
    /// <param name="resendUnknown">Whether the run would send again what an earlier run left as unknown.</param>
    public IReadOnlyList<JournalVerdict> JudgeEach(BatchRequest request, bool resendUnknown = false) =>
        [.. SendIdentity.OfEach(request).Select(id => Judge(_states.Get(id), resendUnknown))];

    /// <summary>What a run would do with a contact.</summary>
    /// <param name="request">The contact.</param>
    /// <param name="resendUnknown">Whether the run would send again what an earlier run left as unknown.</param>
    public JournalVerdict Judge(ContactRequest request, bool resendUnknown = false) =>
        Judge(_states.Get(SendIdentity.Of(request)), resendUnknown);

    /// <summary>What becomes of a request with these recipients. One that names nobody is sent, and refused for it.</summary>
    internal static JournalVerdict Judge(IReadOnlyList<JournalVerdict> recipients)
    {
        if (recipients.Count == 0 || recipients.Contains(JournalVerdict.Send))
        {
            return JournalVerdict.Send;
        }

        return recipients.Contains(JournalVerdict.Unknown) ? JournalVerdict.Unknown : JournalVerdict.Skip;
    }

    internal static JournalVerdict Judge(JournalState state, bool resendUnknown) => state switch
    {
        // Who is in flight already was named before in the same request.
        JournalState.Accepted or JournalState.InFlight => JournalVerdict.Skip,
        JournalState.Unknown => JournalVerdict.Unknown,
        JournalState.LeftUnknown when !resendUnknown => JournalVerdict.Unknown,
        _ => JournalVerdict.Send,
    };

    internal static JournalSnapshot Read(string path)
    {
        if (!Path.Exists(path))
        {
            return new JournalSnapshot(new JournalTable<JournalState>(), JournalShard.Problem);
        }

        using FileStream file = JournalReader.Open(path);
        JournalLines lines = JournalReader.Lines(file, path);
        return new JournalSnapshot(
            ReadStates(lines), shard => lines.Number == 0 ? JournalShard.Problem(shard) : JournalShard.Mismatch(path, lines.Shard, shard));
    }

    /// <summary>Reads the last state of each send in all whole lines.</summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: damaged, or without its end, or no journal at all.</exception>
    internal static JournalTable<JournalState> ReadStates(JournalLines lines)
    {
        var states = new JournalTable<JournalState>();
        if (!lines.ReadHeader())
        {
            return states;
        }

        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (!JournalFormat.TryReadState(line, out SendId id, out SmSendStatus? outcome))
            {
                throw lines.Damaged();
            }

            states.Set(id, outcome switch
            {
                SmSendStatus.Accepted => JournalState.Accepted,
                SmSendStatus.Failed or SmSendStatus.NotSent => JournalState.Failed,
                _ => JournalState.LeftUnknown,
            });
        }

        lines.CheckSeal();
        return states;
    }
}

/// <summary>What a run with a journal does with an input.</summary>
public enum JournalVerdict
{
    /// <summary>Sent: it was never tried, or surely not processed.</summary>
    Send,

    /// <summary>Skipped: it was accepted before.</summary>
    Skip,

    /// <summary>Not sent, reported as unknown: it was tried before, and what became of it is not known.</summary>
    Unknown,
}

/// <summary>What a journal knows of a send, in one byte.</summary>
internal enum JournalState : byte
{
    /// <summary>It is not in the journal.</summary>
    None,

    /// <summary>This run has claimed it and does not know the outcome yet.</summary>
    InFlight,

    /// <summary>The server accepted it.</summary>
    Accepted,

    /// <summary>It surely was not processed.</summary>
    Failed,

    /// <summary>An earlier run left it without an outcome, or with an unknown one.</summary>
    LeftUnknown,

    /// <summary>This run tried it and does not know what became of it.</summary>
    Unknown,
}
