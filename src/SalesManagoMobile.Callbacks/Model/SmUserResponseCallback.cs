namespace SalesManagoMobile.Callbacks;

/// <summary>Somebody answered in an application.</summary>
public sealed record SmUserResponseCallback : SmCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.UserResponse;

    /// <summary>The phone number or device id of who answered.</summary>
    public string? From { get; init; }

    /// <summary>The answer.</summary>
    public string? Text { get; init; }

    /// <summary>The application's name.</summary>
    public string? AppName { get; init; }

    /// <summary>The application's platform.</summary>
    public string? Platform { get; init; }
}
