using System.Buffers;
using System.Text.Json;

namespace SalesManagoMobile.Benchmarks.Server;

/// <summary>One page of a made-up history: message <c>i</c> was sent <c>i</c> seconds after a fixed moment.</summary>
internal static class HistoryPage
{
    private const long FirstSent = 1_600_000_000_000;
    private const long Step = 1000;
    private const int PageLimit = 500;

    /// <param name="request">The body: <c>userId</c> says how many messages the person ever got.</param>
    public static byte[] Answer(JsonElement request)
    {
        JsonElement userId = request.GetProperty("userId");
        long total = userId.ValueKind == JsonValueKind.Number ? userId.GetInt64() : long.Parse(userId.GetString()!, null);
        long newest = request.TryGetProperty("dateTo", out JsonElement to)
            ? Math.Min(total - 1, (to.GetInt64() - FirstSent) / Step)
            : total - 1;
        long oldest = request.TryGetProperty("dateFrom", out JsonElement from)
            ? Math.Max(0, (from.GetInt64() - FirstSent + Step - 1) / Step)
            : 0;
        int limit = request.TryGetProperty("entriesNumber", out JsonElement entries) ? entries.GetInt32() : PageLimit;

        var buffer = new ArrayBufferWriter<byte>(128 * 1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteBoolean("success", true);
        json.WriteStartArray("message");
        json.WriteEndArray();
        json.WriteStartArray("data");
        for (long index = newest; index >= oldest && newest - index < limit; index--)
        {
            WriteEntry(json, index);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, long index)
    {
        long sent = FirstSent + (index * Step);
        json.WriteStartObject();
        json.WriteString("name", "Spring campaign");
        json.WriteString("title", "Act now and save big");
        json.WriteString("message", "Your discount is still waiting for you!");
        json.WriteNumber("sentDate", sent);
        json.WriteBoolean("read", index % 3 == 0);
        json.WriteString("deeplink", "myapp://shop/sweaters");
        json.WriteString("mid", $"b4db4d3b-0000-4000-8000-{index:x12}");
        json.WriteString("cid", "5816705");
        json.WriteNumber("displayed", sent + 24_000);
        json.WriteNull("actionTaken");
        json.WriteNull("dismissed");
        json.WriteEndObject();
    }
}
