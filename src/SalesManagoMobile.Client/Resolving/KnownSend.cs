namespace SalesManagoMobile.Client;

/// <summary>A send that the journal knows as accepted or unknown, and that may therefore be in its recipient's history.</summary>
/// <param name="Intent">The intent that was written last.</param>
/// <param name="Outcome">What is known of it; null when the run ended before.</param>
/// <param name="FirstAt">When it may have left first: at the first intent since it surely had not been sent.</param>
internal sealed record KnownSend(JournalIntent Intent, JournalOutcome? Outcome, DateTimeOffset FirstAt)
{
    public bool IsAccepted => Outcome?.Status == SmSendStatus.Accepted;

    /// <summary>What its entry in the history shows: the name of an existing push, or the texts of a custom one. Null when unknown.</summary>
    public string? Key => IsCustom ? KeyOfTexts(Intent.Texts) : KeyOfName(Intent.PushName);

    /// <summary>Whether it is a custom push, whose entries are known by their texts.</summary>
    public bool IsCustom => Intent.PushId is null;

    /// <summary>From when on the settle time runs: the request may have reached the server until then, and does nothing before its date.</summary>
    public DateTimeOffset LastAt => Latest(Intent.At, Outcome is { Status: SmSendStatus.Unknown } lost ? lost.At : null, Intent.ScheduledAt);

    /// <summary>Who to ask the history about; null when the history cannot be asked about the recipient.</summary>
    public Addressee? Person => Intent is { Recipient: { } recipient, RecipientType: AddresseeType.Email or AddresseeType.UserId }
        ? new Addressee(Intent.RecipientType.Value, recipient)
        : null;

    /// <summary>The key of a custom push with a hash of these texts.</summary>
    public static string? KeyOfTexts(string? texts) => texts is null ? null : $"texts {texts}";

    /// <summary>The key of an existing push with this name.</summary>
    public static string? KeyOfName(string? name) => name is null ? null : $"name {name}";

    private static DateTimeOffset Latest(DateTimeOffset first, params ReadOnlySpan<DateTimeOffset?> others)
    {
        foreach (DateTimeOffset? other in others)
        {
            first = other > first ? other.Value : first;
        }

        return first;
    }
}

/// <summary>What the history says about a send whose outcome is unknown.</summary>
/// <param name="Status">Accepted, NotSent, or still Unknown.</param>
/// <param name="Entry">The entry of the history that proves it.</param>
/// <param name="Reason">Why it is still unknown.</param>
internal sealed record Finding(KnownSend Send, SmSendStatus Status, SmPushHistoryEntry? Entry, string? Reason);
