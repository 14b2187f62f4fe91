namespace SalesManagoMobile.Client;

/// <summary>The result of checking a push before it is sent.</summary>
public sealed record SmPushCheck
{
    public string? Email { get; init; }
    public string? ContactId { get; init; }
    public string? UserId { get; init; }
    public string? PushId { get; init; }
    public string? ApplicationId { get; init; }

    /// <summary>Whether it would be sent: there are no errors.</summary>
    public bool IsValid { get; init; }

    /// <summary>UTF-8 bytes of the rendered notification as compact JSON, as far as its texts are known here.</summary>
    public int PayloadBytes { get; init; }

    /// <summary>What Android and iOS take, the server's own envelope included: 4096 bytes.</summary>
    public int PayloadLimit { get; init; } = Limits.PayloadBytes;

    /// <summary>The headline as it would be shown. Placeholders of which nothing is known here stay as they were written.</summary>
    public string? Title { get; init; }
    public string? Content { get; init; }
    public string? Deeplink { get; init; }

    /// <summary>The names of the placeholders, joined by ", "; contact details begin with <c>cst.</c>.</summary>
    public string? Placeholders { get; init; }

    /// <summary>The push properties as compact JSON, or null.</summary>
    public string? Properties { get; init; }

    /// <summary>What breaks a limit, joined by "; ", or null.</summary>
    public string? Errors { get; init; }

    /// <summary>What may not look as meant, joined by "; ", or null.</summary>
    public string? Warnings { get; init; }
}
