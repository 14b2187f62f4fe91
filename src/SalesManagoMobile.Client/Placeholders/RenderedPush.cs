using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>A push as far as it can be rendered here, and its size.</summary>
/// <param name="Placeholders">The placeholders of title, content and deep link, with the field they stand in.</param>
/// <param name="PayloadBytes">UTF-8 bytes of title, content, deep link, image, sound and properties as compact JSON.</param>
internal sealed record RenderedPush(
    string? Title,
    string? Content,
    string? Deeplink,
    IReadOnlyList<(string Field, Placeholder Placeholder)> Placeholders,
    int PayloadBytes)
{
    /// <param name="known">The existing push as the account lists it, when the caller has it; its texts are unknown otherwise.</param>
    public static RenderedPush Of(PushContent content, IReadOnlyDictionary<string, string>? properties, SmPush? known = null)
    {
        CustomPush texts = content as CustomPush ?? new CustomPush { Title = known?.Title, Content = known?.Content };
        List<(string, Placeholder)> placeholders = [];
        string? title = Render("Title", texts.Title);
        string? body = Render("Content", texts.Content);
        string? deeplink = Render("Deeplink", texts.Deeplink);
        int bytes = PayloadSize.Of(title, body, deeplink, texts.ImageUrl, texts.SoundName, properties);
        return new RenderedPush(title, body, deeplink, placeholders, bytes);

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

/// <summary>The size of a notification as compact JSON in UTF-8, counted without writing it.</summary>
internal static class PayloadSize
{
    public static int Of(
        string? title,
        string? content,
        string? deeplink,
        string? imageUrl,
        string? soundName,
        IReadOnlyDictionary<string, string>? properties)
    {
        int members = 0;
        int bytes = Member("title", title) + Member("content", content) + Member("deeplink", deeplink)
            + Member("imageUrl", imageUrl) + Member("soundName", soundName);
        if (properties is { Count: > 0 })
        {
            members++;
            bytes += Quoted("properties") + 1 + 2 + properties.Count - 1;
            foreach ((string key, string? value) in properties)
            {
                bytes += Quoted(key) + 1 + Quoted(value ?? "");
            }
        }

        return 2 + bytes + Math.Max(0, members - 1);

        int Member(string name, string? value)
        {
            if (value is null)
            {
                return 0;
            }

            members++;
            return Quoted(name) + 1 + Quoted(value);
        }
    }

    private static int Quoted(string text)
    {
        int bytes = 2 + Encoding.UTF8.GetByteCount(text);
        foreach (char c in text)
        {
            if (c is '"' or '\\' or '\n' or '\r' or '\t' or '\b' or '\f')
            {
                bytes++;
            }
            else if (c < ' ')
            {
                bytes += 5;
            }
        }

        return bytes;
    }
}
