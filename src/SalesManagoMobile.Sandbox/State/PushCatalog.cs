namespace SalesManagoMobile.Sandbox;

/// <summary>The account's applications and pushes.</summary>
internal sealed class PushCatalog(int seed)
{
    private readonly Dictionary<Guid, Push> _pushes = [];
    private readonly List<Push> _made = [];

    /// <summary>The simple ids of the applications.</summary>
    public HashSet<string> Applications { get; } = new(StringComparer.Ordinal);

    /// <summary>The pushes made in the panel, in the order they were made.</summary>
    public IReadOnlyList<Push> Made => _made;

    public Push? Find(Guid id) => _pushes.GetValueOrDefault(id);

    /// <summary>Adds a push made in the panel.</summary>
    public Push Add(string name, string applicationId, string title, string content, string deeplink, string? imageUrl = null)
    {
        var push = new Push
        {
            Id = Fate.Identifier(seed, "push " + name),
            Name = name,
            ApplicationId = applicationId,
            Title = new PushText(title, true),
            Content = new PushText(content, true),
            Deeplink = new PushText(deeplink, true),
            ImageUrl = imageUrl,
            Fate = Fate.Of((ulong)seed, Fate.Of(name)),
        };
        _pushes.Add(push.Id, push);
        _made.Add(push);
        return push;
    }

    /// <summary>
    /// The push for a custom content: the same content, and thus the same conversations, is the same push.
    /// It is not kept yet: much of what comes is refused, or only counted.
    /// </summary>
    public Push Custom(Push content)
    {
        string text = string.Join('\u001f', content.ApplicationId, content.Title, content.Content, content.Deeplink, content.ImageUrl, content.SoundName);
        Guid id = Fate.Identifier(seed, text);
        return _pushes.GetValueOrDefault(id) ?? content with { Id = id, Fate = Fate.Of((ulong)seed, Fate.Of(text)) };
    }

    /// <summary>Keeps a push that is sent, so that it is found again.</summary>
    public void Keep(Push push) => _pushes.TryAdd(push.Id, push);
}
