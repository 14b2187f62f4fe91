namespace SalesManagoMobile.Client;

/// <summary>A push as far as it can be rendered here, and its size.</summary>
internal sealed record RenderedPush
{
    public string? Title { get; private init; }
    public string? Content { get; private init; }
    public string? Deeplink { get; private init; }

    /// <summary>The placeholders of title, content and deep link, with the field they stand in.</summary>
    public IReadOnlyList<(string Field, Placeholder Placeholder)> Placeholders { get; private init; } = [];

    /// <summary>UTF-8 bytes of title, content, deep link, image, sound and properties as compact JSON.</summary>
    public int PayloadBytes { get; private init; }

    /// <param name="known">The existing push as the account lists it, when the caller has it; its texts are unknown otherwise.</param>
    public static RenderedPush Of(PushContent content, IReadOnlyDictionary<string, string>? properties, SmPush? known = null)
    {
        CustomPush texts = content as CustomPush ?? new CustomPush { Title = known?.Title, Content = known?.Content };
        List<(string, Placeholder)> placeholders = [];
        string? title = Render("Title", texts.Title);
        string? body = Render("Content", texts.Content);
        string? deeplink = Render("Deeplink", texts.Deeplink);
        return new RenderedPush
        {
            Title = title,
            Content = body,
            Deeplink = deeplink,
            Placeholders = placeholders,
            PayloadBytes = PayloadSize.Of(title, body, deeplink, texts.ImageUrl, texts.SoundName, properties),
        };

        string? Render(string field, string? source)
        {
            if (source is null || texts.Literal || !source.Contains("${", StringComparison.Ordinal))
            {
                return source;
            }

            var text = PushText.Parse(source);
            placeholders.AddRange(text.Placeholders.Select(placeholder => (field, placeholder)));
            return text.Render(properties);
        }
    }
}
