namespace SalesManagoMobile.Client;

/// <summary>What a push says: either a push that exists in the account, or a custom one.</summary>
public abstract record PushContent;

/// <summary>A push that exists in the account.</summary>
/// <param name="PushId">Its id, a UUID.</param>
public sealed record ExistingPush(string PushId) : PushContent;

/// <summary>A push whose texts are given with the request.</summary>
public sealed record CustomPush : PushContent
{
    /// <summary>The headline. Required, at most 255 characters; above 40 it may be cut on the device.</summary>
    public string? Title { get; init; }

    /// <summary>The body. At most 2048 characters, required in a batch; above 160 it may be cut on the device.</summary>
    public string? Content { get; init; }

    /// <summary>Where a tap leads: an absolute URI of any scheme. Required, at most 2048 characters.</summary>
    public string? Deeplink { get; init; }

    /// <summary>An absolute http(s) address of a PNG or JPG. At most 2048 characters, required in a batch.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>A sound in the app's resources, without file extension. At most 255 characters.</summary>
    public string? SoundName { get; init; }

    /// <summary>Sends the texts as they are, even where they look like placeholders.</summary>
    public bool Literal { get; init; }

    internal PushText Parse(string? text) => Literal ? PushText.Literal(text ?? "") : PushText.Parse(text ?? "");
}
