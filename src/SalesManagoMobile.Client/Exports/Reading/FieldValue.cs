using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace SalesManagoMobile.Client;

/// <summary>Makes values of the bytes of a field.</summary>
internal static class FieldValue
{
    /// <summary>The documented spelling of a missing value, where the field is not simply empty.</summary>
    [MethodImpl(HotPath.Inlining)]
    public static bool IsMissing(ReadOnlySpan<byte> text) => text.IsEmpty || text.SequenceEqual("null"u8);

    /// <summary>
    /// Reads a time: Unix milliseconds as documented, or as PowerShell writes a record's times, <c>11/19/2026 21:23:08 +00:00</c> to CSV and
    /// ISO 8601 to JSON. Nothing and <c>null</c> are no time.
    /// </summary>
    /// <returns>False when the text is none of these.</returns>
    [MethodImpl(HotPath.Compilation)]
    public static bool TryTime(ReadOnlySpan<byte> text, out UtcTime time)
    {
        if (Utf8Parser.TryParse(text, out long milliseconds, out int used) && used == text.Length)
        {
            return UtcTime.TryFromUnixMilliseconds(milliseconds, out time);
        }

        time = default;
        return IsMissing(text) || TryWrittenTime(text.Trim(" \t"u8), out time);
    }

    private static bool TryWrittenTime(ReadOnlySpan<byte> text, out UtcTime time)
    {
        bool known = (Utf8Parser.TryParse(text, out DateTimeOffset written, out int used, 'O') && used == text.Length)
            || (Utf8Parser.TryParse(text, out written, out used) && used == text.Length);
        time = known ? written : default(UtcTime);
        return known || (Utf8Parser.TryParse(text, out long ms, out used) && used == text.Length && UtcTime.TryFromUnixMilliseconds(ms, out time));
    }
}
