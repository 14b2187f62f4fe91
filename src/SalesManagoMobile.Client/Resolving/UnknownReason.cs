namespace SalesManagoMobile.Client;

/// <summary>Why a send is still unknown. Sentences without details, so that equal ones can be counted.</summary>
internal static class UnknownReason
{
    public const string NotAsked = "Not looked up, because the history could not be read for earlier recipients.";
    public const string Unreadable = "The history could not be read.";
    public const string FitsTwo = "A history entry matches two different pushes of the journal.";
    public const string MayBeTag = "The history entry may be from a send to a tag.";
    public const string ShowsSome = "The history shows only some of several equal sends.";
    public const string LacksAccepted = "The history does not show an equal send that was accepted.";
    public const string NotSettled = "Not in the history, but the settle time has not passed yet.";
    public const string Missing = "Not in the history. -ClearMissing records it as not sent.";
    public const string Incomplete = "Not in the history, but the history could not be read completely.";
    public const string NoClock = "Not in the history, but the server does not send its time.";
    public const string HasStranger = "Not in the history, but it has an entry at that time that cannot be attributed.";

    /// <summary>Why the history cannot be asked about a send at all; null when it can.</summary>
    public static string? Of(KnownSend send) => send.Intent switch
    {
        { Operation: var operation } when operation == Endpoint.CreateContact.Operation => "A transferred contact is not in the history.",
        { RecipientType: null } => "The record is from an older version, which did not keep what is needed.",
        { RecipientType: AddresseeType.Tag } => "A send to a tag cannot be looked up.",
        { RecipientType: AddresseeType.ContactId } => "A recipient by contact id cannot be looked up.",
        _ when send.Key is not null => null,
        _ when send.IsCustom => "The server fills in a part of the text.",
        _ => "The name of the push was not known when it was sent.",
    };
}
