namespace SalesManagoMobile.Sandbox;

/// <summary>
/// An export on its way to a file. The file shows the account as it was when the job began, however often it is made;
/// only the phone numbers are those of the moment.
/// </summary>
internal sealed class ExportJob(long id, IReadOnlyList<Conversation> conversations, bool isArchive, long startedAt, int deliveries)
{
    public long Id { get; } = id;

    public IReadOnlyList<Conversation> Conversations { get; } = conversations;

    /// <summary>Whether it exports all conversations of a push, which makes a ZIP archive.</summary>
    public bool IsArchive { get; } = isArchive;

    public long StartedAt { get; } = startedAt;

    /// <summary>How many deliveries there were when it began: later ones are not in the file.</summary>
    public int Deliveries { get; } = deliveries;

    /// <summary>How often its status was asked.</summary>
    public int Polls { get; set; }

    /// <summary>How many addresses its file was given.</summary>
    public int Addresses { get; set; }

    /// <summary>How often its file was asked for.</summary>
    public int Downloads { get; set; }
}
