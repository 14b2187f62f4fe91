namespace SalesManagoMobile.Client;

/// <summary>
/// One row of an export: one message to one device. A field that the file leaves empty, or holds as the word <c>null</c>
/// without quotes, is null.
/// </summary>
public sealed class SmDeliveryRecord
{
    /// <summary>The user's identifier in SALESmanago Mobile.</summary>
    public string? ContactId { get; init; }

    /// <summary>The e-mail address of the contact that the message went to.</summary>
    public string? Email { get; init; }

    /// <summary>The phone number of the contact that the message went to.</summary>
    public string? Phone { get; init; }

    /// <summary>The conversation's name.</summary>
    public string? Name { get; init; }

    /// <summary>The device's platform as the server spells it, <c>android</c> or <c>ios</c>.</summary>
    public string? Platform { get; init; }

    /// <summary>When the message was sent, in UTC.</summary>
    public DateTimeOffset? SentDate { get => Sent; init => Sent = value; }

    /// <summary>When the device displayed it, in UTC.</summary>
    public DateTimeOffset? DisplayedDate { get => Displayed; init => Displayed = value; }

    /// <summary>When the user clicked it, in UTC.</summary>
    public DateTimeOffset? ClickedDate { get => Clicked; init => Clicked = value; }

    /// <summary>When the user dismissed it, in UTC.</summary>
    public DateTimeOffset? DismissedDate { get => Dismissed; init => Dismissed = value; }

    /// <summary>Columns that this version does not know, as a compact JSON object, or null when there are none.</summary>
    public string? Extra { get; init; }

    /// <summary>The file, or the entry of a ZIP, that the row stood in.</summary>
    public string? Source { get; init; }

    /// <summary>The job that exported the row, when known.</summary>
    public long? JobId { get; init; }

    internal UtcTime Sent { get; init; }

    internal UtcTime Displayed { get; init; }

    internal UtcTime Clicked { get; init; }

    internal UtcTime Dismissed { get; init; }
}
