using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>Push properties as results carry them.</summary>
internal static class PropertyText
{
    // For eyes and CSV, not for HTML: "20%" and an emoji stay readable.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Compact JSON, or null when there are none.</summary>
    public static string? From(IReadOnlyDictionary<string, string>? properties) =>
        properties is { Count: > 0 } ? JsonSerializer.Serialize(properties, Options) : null;
}
