namespace SalesManagoMobile.Sandbox;

/// <summary>A notification's template: made in the panel, or the content of a custom send.</summary>
internal sealed record Push
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string ApplicationId { get; init; }

    public required PushText Title { get; init; }

    public required PushText Content { get; init; }

    public required PushText Deeplink { get; init; }

    public string? ImageUrl { get; init; }

    public string? SoundName { get; init; }

    /// <summary>The push's part in everybody's fate.</summary>
    public ulong Fate { get; init; }
}
