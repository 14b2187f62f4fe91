namespace SalesManagoMobile.Callbacks;

/// <summary>A callback of no documented shape. It is kept whole: nothing that arrives is refused for what it says.</summary>
public sealed record SmUnknownCallback : SmCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.Unknown;

    /// <summary>The content type as it was sent; null when there was none.</summary>
    public string? ContentType { get; init; }

    /// <summary>
    /// The body as text. Bytes that are no text in its character set are shown as U+FFFD; the spool has them as they came.
    /// </summary>
    public string? Body { get; init; }
}
