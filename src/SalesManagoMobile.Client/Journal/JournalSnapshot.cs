namespace SalesManagoMobile.Client;

/// <summary>What a journal knew when it was read: tells what a run would do, and changes nothing.</summary>
public sealed class JournalSnapshot
{
    private readonly JournalTable<JournalState> _states;

    private JournalSnapshot(JournalTable<JournalState> states) => _states = states;

    /// <summary>What a run would do with a push.</summary>
    /// <param name="request">The push.</param>
    /// <param name="resendUnknown">Whether the run would send again what an earlier run left as unknown.</param>
    public JournalVerdict Judge(PushRequest request, bool resendUnknown = false) => Judge(_states.Get(SendIdentity.Of(request)), resendUnknown);

    /// <summary>What a run would do with a mass request.</summary>
    /// <param name="request">The mass request.</param>
    /// <param name="resendUnknown">Whether the run would send again what an earlier run left as unknown.</param>
    public JournalVerdict Judge(BatchRequest request, bool resendUnknown = false) => Judge(_states.Get(SendIdentity.Of(request)), resendUnknown);

    /// <summary>What a run would do with a contact.</summary>
    /// <param name="request">The contact.</param>
    /// <param name="resendUnknown">Whether the run would send again what an earlier run left as unknown.</param>
    public JournalVerdict Judge(ContactRequest request, bool resendUnknown = false) => Judge(_states.Get(SendIdentity.Of(request)), resendUnknown);

    internal static JournalVerdict Judge(JournalState state, bool resendUnknown) => state switch
    {
        JournalState.Accepted => JournalVerdict.Skip,
        JournalState.Unknown => JournalVerdict.Unknown,
        JournalState.LeftUnknown when !resendUnknown => JournalVerdict.Unknown,
        _ => JournalVerdict.Send,
    };

    internal static JournalSnapshot Read(string path)
    {
        if (!File.Exists(path)) return new JournalSnapshot(new JournalTable<JournalState>());
        using FileStream file = JournalFile.OpenForReading(path);
        return new JournalSnapshot(ReadStates(new JournalLines(file, path)));
    }

    /// <summary>Reads the last state of each send in all whole lines.</summary>
    internal static JournalTable<JournalState> ReadStates(JournalLines lines)
    {
        var states = new JournalTable<JournalState>();
        if (!lines.ReadHeader()) return states;
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (!JournalFormat.TryReadState(line, out SendId id, out SmSendStatus? outcome)) throw lines.Damaged();
            states.Set(id, outcome switch
            {
                SmSendStatus.Accepted => JournalState.Accepted,
                SmSendStatus.Failed => JournalState.Failed,
                _ => JournalState.LeftUnknown,
            });
        }

        return states;
    }
}
