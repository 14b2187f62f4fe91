#if !NET10_0_OR_GREATER
using System.Text.Json;

// The analyser takes two extension blocks for two members of one name.
#pragma warning disable CA1708

namespace SalesManagoMobile.Tests.Support;

/// <summary>What the tests use of .NET 10, for their run on .NET 8.</summary>
public static class Net8
{
    extension(JsonElement)
    {
        public static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json);
    }

    extension(Convert)
    {
        public static string ToHexStringLower(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
    }

    /// <summary>Without this, an array would be reversed in place.</summary>
    public static IEnumerable<T> Reverse<T>(this T[] items) => Enumerable.Reverse(items);
}
#endif
