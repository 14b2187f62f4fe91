namespace SalesManagoMobile.Client;

/// <summary>
/// One row of an export: one message to one device. A field that the file leaves empty, or holds as the word <c>null</c>
/// without quotes, is null.
/// </summary>
public sealed class SmDeliveryRecord
{
    // The reader sets these one by one, in the order of the file.
    internal string? _contactId;
    internal string? _email;
    internal string? _phone;
    internal string? _name;
    internal string? _platform;
    internal UtcTime _sent;
    internal UtcTime _displayed;
    internal UtcTime _clicked;
    internal UtcTime _dismissed;
    internal string? _extra;
    internal RowOrigin _origin = RowOrigin.Unknown;

    /// <summary>The user's identifier in SALESmanago Mobile.</summary>
    public string? ContactId { get => _contactId; init => _contactId = value; }

    /// <summary>The e-mail address of the contact that the message went to.</summary>
    public string? Email { get => _email; init => _email = value; }

    /// <summary>The phone number of the contact that the message went to.</summary>
    public string? Phone { get => _phone; init => _phone = value; }

    /// <summary>The conversation's name.</summary>
    public string? Name { get => _name; init => _name = value; }

    /// <summary>The device's platform as the server spells it, <c>android</c> or <c>ios</c>.</summary>
    public string? Platform { get => _platform; init => _platform = value; }

    /// <summary>When the message was sent, in UTC.</summary>
    public DateTimeOffset? SentDate { get => _sent; init => _sent = value; }

    /// <summary>When the device displayed it, in UTC.</summary>
    public DateTimeOffset? DisplayedDate { get => _displayed; init => _displayed = value; }

    /// <summary>When the user clicked it, in UTC.</summary>
    public DateTimeOffset? ClickedDate { get => _clicked; init => _clicked = value; }

    /// <summary>When the user dismissed it, in UTC.</summary>
    public DateTimeOffset? DismissedDate { get => _dismissed; init => _dismissed = value; }

    /// <summary>Columns that this version does not know, as a compact JSON object, or null when there are none.</summary>
    public string? Extra { get => _extra; init => _extra = value; }

    /// <summary>The file, or the entry of a ZIP, that the row stood in.</summary>
    public string? Source { get => _origin.Source; init => _origin = _origin with { Source = value }; }

    /// <summary>The job that exported the row, when known.</summary>
    public long? JobId { get => _origin.JobId; init => _origin = _origin with { JobId = value }; }
}

/// <summary>Where a row comes from. All rows of one file share it.</summary>
internal sealed record RowOrigin(string? Source, long? JobId)
{
    public static RowOrigin Unknown { get; } = new(null, null);
}
