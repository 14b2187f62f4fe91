using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesManagoMobile.Sandbox;

/// <summary>The size of a notification on its way to a phone.</summary>
internal static class Payload
{
    /// <summary>The largest notification that Android and iOS take, in bytes.</summary>
    public const int Most = 4096;

    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is wrong with the size for one person, or null.</summary>
    public static string? Check(Push push, IReadOnlyDictionary<string, string>? properties, Contact contact)
    {
        if (IsSurelySmall(push, properties))
            return null;
        var size = Size(push, properties, contact);
        return size > Most ? $"The notification has {size} bytes, at most {Most} are allowed" : null;
    }

    /// <summary>The bytes of the rendered notification as compact JSON.</summary>
    public static int Size(Push push, IReadOnlyDictionary<string, string>? properties, Contact contact)
    {
        var buffer = new ArrayBufferWriter<byte>(Most);
        using var json = new Utf8JsonWriter(buffer, Format);
        json.WriteStartObject();
        json.WriteString("title", push.Title.Render(properties, contact.Details));
        if (push.Content.Text.Length > 0)
            json.WriteString("content", push.Content.Render(properties, contact.Details));
        json.WriteString("deeplink", push.Deeplink.Render(properties, contact.Details));
        if (push.ImageUrl is not null)
            json.WriteString("imageUrl", push.ImageUrl);
        if (push.SoundName is not null)
            json.WriteString("soundName", push.SoundName);
        if (properties is not null)
        {
            json.WriteStartObject("properties");
            foreach (var (key, value) in properties)
                json.WriteString(key, value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenCount;
    }

    // Most notifications are far from the limit: without a property a text grows by a contact's details at most.
    private static bool IsSurelySmall(Push push, IReadOnlyDictionary<string, string>? properties) =>
        properties is null && push.Title.Text.Length + push.Content.Text.Length + push.Deeplink.Text.Length + (push.ImageUrl?.Length ?? 0) < Most / 8;
}
