using System.Text;

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
            Id = SeededHash.CreateGuid(seed, "push " + name),
            Name = name,
            ApplicationId = applicationId,
            Title = new PushText(title, true),
            Content = new PushText(content, true),
            Deeplink = new PushText(deeplink, true),
            ImageUrl = imageUrl,
            Seed = SeededHash.Compute((ulong)seed, SeededHash.Compute(name)),
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
        string text = string.Join(
            '\u001f', content.ApplicationId, content.Title, content.Content, content.Deeplink, content.ImageUrl, content.SoundName);
        Guid id = SeededHash.CreateGuid(seed, text);
        return _pushes.GetValueOrDefault(id) ?? content with { Id = id, Seed = SeededHash.Compute((ulong)seed, SeededHash.Compute(text)) };
    }

    /// <summary>Keeps a push that is sent, so that it is found again.</summary>
    public void Keep(Push push) => _pushes.TryAdd(push.Id, push);
}

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

    /// <summary>What this push adds to the seed of every reaction.</summary>
    public ulong Seed { get; init; }
}

/// <summary>A text that may have placeholders: <c>${name:fallback}</c> and <c>${cst.name:fallback}</c>.</summary>
internal readonly record struct PushText(string Text, bool Personalized)
{
    /// <summary>A text that was not given.</summary>
    public static PushText None { get; } = new("", false);

    /// <summary>The text as one person reads it. What nobody knows and has no fallback becomes nothing.</summary>
    public string Render(IReadOnlyDictionary<string, string>? properties, IReadOnlyDictionary<string, string>? details)
    {
        if (!Personalized || !Text.Contains("${", StringComparison.Ordinal))
        {
            return Text;
        }

        var rendered = new StringBuilder(Text.Length + 32);
        int position = 0;
        while (position < Text.Length)
        {
            int start = Text.IndexOf("${", position, StringComparison.Ordinal);
            int end = start < 0 ? -1 : Text.IndexOf('}', start);
            if (end < 0)
            {
                break;
            }

            rendered.Append(Text, position, start - position);
            rendered.Append(Value(Text[(start + 2)..end], properties, details));
            position = end + 1;
        }

        return rendered.Append(Text, position, Text.Length - position).ToString();
    }

    private static string Value(
        string inside, IReadOnlyDictionary<string, string>? properties, IReadOnlyDictionary<string, string>? details)
    {
        int colon = inside.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? inside : inside[..colon];
        string fallback = colon < 0 ? "" : inside[(colon + 1)..];
        bool isDetail = name.StartsWith("cst.", StringComparison.Ordinal);
        IReadOnlyDictionary<string, string>? known = isDetail ? details : properties;
        return known is not null && known.TryGetValue(isDetail ? name[4..] : name, out string? value) ? value : fallback;
    }
}
