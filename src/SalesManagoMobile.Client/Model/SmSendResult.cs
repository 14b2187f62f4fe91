namespace SalesManagoMobile.Client;

/// <summary>What became of one push to one recipient. Pipes back into Send-SmPush, also after a trip through CSV.</summary>
public sealed record SmSendResult
{
    public string? Email { get; init; }
    public string? ContactId { get; init; }
    public string? UserId { get; init; }

    /// <summary>The push that was sent; null for a custom push.</summary>
    public string? PushId { get; init; }
    public string? ApplicationId { get; init; }

    /// <summary>The push properties as compact JSON, or null.</summary>
    public string? Properties { get; init; }
    public string? Title { get; init; }
    public string? Content { get; init; }
    public string? Deeplink { get; init; }
    public string? ImageUrl { get; init; }
    public string? SoundName { get; init; }

    /// <summary>Whether the texts of a custom push were sent as they are, even where they look like placeholders.</summary>
    public bool Literal { get; init; }

    /// <summary>Whether it goes to all devices of the person; null leaves that to the server.</summary>
    public bool? SendToAllDevices { get; init; }

    /// <summary>The shard of the list that the input came from, or null; so results that pipe back in fit the journal of the shard.</summary>
    public string? Shard { get; init; }
    public SmSendStatus Status { get; init; }

    /// <summary>What the server said, or why nothing was sent; several messages are joined by "; ".</summary>
    public string? Message { get; init; }
    public int Attempts { get; init; }
    public TimeSpan Elapsed { get; init; }
    public DateTimeOffset At { get; init; }
}
