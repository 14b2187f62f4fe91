using System.Text;

namespace SalesManagoMobile.Sandbox;

/// <summary>The size of a notification as it is sent to a phone.</summary>
internal static class Payload
{
    /// <summary>The largest notification that Android and iOS take, in bytes.</summary>
    public const int MaxBytes = 4096;

    /// <summary>What is wrong with the size, or null.</summary>
    /// <param name="push">What is sent.</param>
    /// <param name="properties">What the request says about this push.</param>
    /// <param name="details">What is known of the contact; null for somebody of whom nothing is known.</param>
    public static string? Check(Push push, IReadOnlyDictionary<string, string>? properties, IReadOnlyDictionary<string, string>? details)
    {
        int size = Size(push, properties, details);
        return size > MaxBytes ? $"The notification has {size} bytes, at most {MaxBytes} are allowed" : null;
    }

    // The bytes of the rendered notification as compact JSON in UTF-8. They are counted and not written, because a JSON writer
    // escapes what JSON itself does not ask to be escaped, such as every emoji.
    private static int Size(Push push, IReadOnlyDictionary<string, string>? properties, IReadOnlyDictionary<string, string>? details)
    {
        int size = "{".Length;
        size += Pair("title", push.Title.Render(properties, details));
        size += Pair("deeplink", push.Deeplink.Render(properties, details));
        if (push.Content.Text.Length > 0)
        {
            size += Pair("content", push.Content.Render(properties, details));
        }

        if (push.ImageUrl is { } image)
        {
            size += Pair("imageUrl", image);
        }

        if (push.SoundName is { } sound)
        {
            size += Pair("soundName", sound);
        }

        if (properties is not null)
        {
            size += "\"properties\":{".Length + properties.Sum(pair => Pair(pair.Key, pair.Value)) + "}".Length;
        }

        return size;
    }

    // A name, a colon, a value, and what follows: a comma or the closing brace.
    private static int Pair(string name, string value) => Quoted(name) + 1 + Quoted(value) + 1;

    private static int Quoted(string text)
    {
        int bytes = 2 + Encoding.UTF8.GetByteCount(text);
        foreach (char character in text)
        {
            bytes += character switch { '"' or '\\' or '\b' or '\f' or '\n' or '\r' or '\t' => 1, < ' ' => 5, _ => 0 };
        }

        return bytes;
    }
}
