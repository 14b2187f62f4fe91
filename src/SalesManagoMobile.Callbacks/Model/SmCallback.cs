namespace SalesManagoMobile.Callbacks;

/// <summary>
/// One callback of the messaging platform. Every property is flat, so that it goes to CSV as it is. A field that was not
/// sent, or whose text is not what its type needs, is null; its text is in <see cref="Fields"/>.
/// </summary>
public abstract record SmCallback
{
    /// <summary>Which of the documented shapes it is.</summary>
    public abstract SmCallbackKind Kind { get; }

    /// <summary>The TYPE field as it was sent; null when there was none.</summary>
    public string? Type { get; init; }

    /// <summary>When it was received, UTC.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The address it came from; null when it is not known, as for a body converted by hand.</summary>
    public string? SourceAddress { get; init; }

    /// <summary>
    /// Whether a callback with the same MESSANGI_ID and STATUS was seen before. The platform does not say whether it repeats
    /// callbacks, so repeats are marked and never dropped.
    /// </summary>
    public bool IsDuplicate { get; init; }

    /// <summary>
    /// All fields as they were sent, documented or not: a compact JSON object of texts. A field sent several times is an array;
    /// a nested JSON value is its JSON text.
    /// </summary>
    public string Fields { get; init; } = "{}";
}
