namespace SalesManagoMobile.Callbacks;

/// <summary>A message that somebody sent in (an MO message).</summary>
public sealed record SmIncomingMessageCallback : SmCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.IncomingMessage;

    /// <summary>Who sent it.</summary>
    public string? From { get; init; }

    /// <summary>The number or name it was sent to.</summary>
    public string? To { get; init; }

    /// <summary>What it says.</summary>
    public string? Text { get; init; }

    /// <summary>The message's encoding, as the platform names it.</summary>
    public string? Encoding { get; init; }
}
