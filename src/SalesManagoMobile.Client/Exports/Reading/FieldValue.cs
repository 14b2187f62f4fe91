using System.Buffers.Text;

namespace SalesManagoMobile.Client;

/// <summary>Makes values of the bytes of a field.</summary>
internal static class FieldValue
{
    private static readonly long EarliestMs = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long LatestMs = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The documented spelling of a missing value, where the field is not simply empty.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> text) => text.IsEmpty || text.SequenceEqual("null"u8);

    /// <summary>
    /// Reads a time: Unix milliseconds as documented, or as PowerShell writes a record's times, <c>11/19/2026 21:23:08 +00:00</c> to CSV and
    /// ISO 8601 to JSON. Nothing and <c>null</c> are no time.
    /// </summary>
    /// <returns>False when the text is none of these.</returns>
    public static bool TryTime(ReadOnlySpan<byte> text, out UtcTime time)
    {
        time = default;
        if (IsMissing(text))
            return true;
        if (Utf8Parser.TryParse(text, out long ms, out int used) && used == text.Length)
            return TryTime(ms, out time);
        ReadOnlySpan<byte> trimmed = text.Trim(" \t"u8);
        if (trimmed.Length < text.Length)
            return TryTime(trimmed, out time);
        if (!(Utf8Parser.TryParse(text, out DateTimeOffset written, out used, 'O') && used == text.Length)
            && !(Utf8Parser.TryParse(text, out written, out used) && used == text.Length))
            return false;
        time = written;
        return true;
    }

    /// <summary>Reads Unix milliseconds; false when no calendar reaches that far.</summary>
    public static bool TryTime(long ms, out UtcTime time)
    {
        bool known = ms >= EarliestMs && ms <= LatestMs;
        time = known ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : default(UtcTime);
        return known;
    }
}
