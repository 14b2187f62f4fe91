namespace SalesManagoMobile.Callbacks;

/// <summary>
/// One callback of the messaging platform. Every property is flat, so that it goes to CSV as it is. A field that was not
/// sent, or whose text cannot be converted, is null; its text is in <see cref="Fields"/>.
/// </summary>
public abstract record SmCallback
{
    /// <summary>Which of the documented shapes it is.</summary>
    public abstract SmCallbackKind Kind { get; }

    /// <summary>The TYPE field as it was sent; null when there was none.</summary>
    public string? Type { get; init; }

    /// <summary>When it was received, UTC.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Whom it is about: who wrote or answered, whom a message went to, whose device it was. Null when it does not say.</summary>
    public virtual string? Person => null;

    /// <summary>What it reports, as it was sent: a status or the type of an event. Null for a message that somebody wrote.</summary>
    public virtual string? Event => null;

    /// <summary>The rest in a few words: a text, a place, a campaign.</summary>
    public virtual string? Detail => null;

    /// <summary>The address it came from; null when it is not known, as for a body converted by hand.</summary>
    public string? SourceAddress { get; init; }

    /// <summary>
    /// Whether a callback with the same identity was seen before: MESSANGI_ID and STATUS of a message, id and status of a delivery report.
    /// The platform does not say whether it repeats callbacks, so repeats are marked and never dropped.
    /// </summary>
    public bool IsDuplicate { get; init; }

    /// <summary>
    /// The targets of <c>-ForwardTo</c> that had acknowledged it when this object was made; null when none had. Read the spool later for the
    /// state then.
    /// </summary>
    public string? ForwardedTo { get; init; }

    /// <summary>
    /// All fields as they were sent, documented or not: a compact JSON object of texts. A field sent several times is an array;
    /// a nested JSON value is its JSON text.
    /// </summary>
    public string Fields { get; init; } = "{}";

    /// <summary>What a repeat has in common with the first; no id for shapes that carry none.</summary>
    internal virtual (string? Id, string? Status) Identity => default;

    /// <summary>Some texts in one, without those that are missing; null when all are.</summary>
    private protected static string? Joined(params string?[] texts) =>
        string.Join(' ', texts.Where(text => !string.IsNullOrEmpty(text))) is { Length: > 0 } joined ? joined : null;
}

/// <summary>A callback without a documented shape, with its whole body: no callback is refused because of its content.</summary>
public sealed record SmUnknownCallback : SmCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.Unknown;

    /// <inheritdoc/>
    public override string? Person => SourceAddress;

    /// <inheritdoc/>
    public override string? Event => Type;

    /// <inheritdoc/>
    public override string? Detail => Fields == "{}" ? Body ?? BodyBase64 : Fields;

    /// <summary>The content type as it was sent; null when there was none.</summary>
    public string? ContentType { get; init; }

    /// <summary>The body as text; null when it is not text in its character set.</summary>
    public string? Body { get; init; }

    /// <summary>The body in base64, byte for byte, when it is not text; null when <see cref="Body"/> has it.</summary>
    public string? BodyBase64 { get; init; }
}

/// <summary>The shapes of a callback: ten documented ones, and whatever else arrives.</summary>
public enum SmCallbackKind
{
    /// <summary>None of the documented shapes; kept whole.</summary>
    Unknown,

    /// <summary>A message that somebody sent in (<c>TYPE=MO_MESSAGE</c>).</summary>
    IncomingMessage,

    /// <summary>What became of an SMS (<c>TYPE=SMS</c>).</summary>
    Sms,

    /// <summary>What became of a push (<c>TYPE=PUSH</c>).</summary>
    Push,

    /// <summary>A Facebook message (<c>TYPE=FACEBOOK</c>).</summary>
    Facebook,

    /// <summary>What became of an e-mail (<c>TYPE=EMAIL</c>).</summary>
    Email,

    /// <summary>A device reached or left a place (<c>TYPE</c> LOCATION, CHK_LOCATION, GEOFENCE or BEACONFENCE).</summary>
    Location,

    /// <summary>Somebody followed a link (<c>REDIRECT_TYPE</c> is present).</summary>
    LinkVisit,

    /// <summary>Somebody answered (<c>TYPE=USER_RESPONSE</c>).</summary>
    UserResponse,

    /// <summary>Something happened in an application or a campaign (<c>TYPE=EVENT</c>).</summary>
    Interaction,

    /// <summary>
    /// What became of an SMS, in the platform's later form: JSON without a TYPE, with <c>id</c>, <c>to</c> and <c>status</c>.
    /// </summary>
    DeliveryReport,
}
