using System.Text;

namespace SalesManagoMobile.Client;

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
