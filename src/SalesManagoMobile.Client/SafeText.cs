using System.Globalization;
using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>
/// Makes text from outside (a server, a file, a callback) safe to show. Data on the pipeline stays as it came: this is for screens and
/// pages.
/// </summary>
public static class SafeText
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>
    /// The text on one line, with every character visible that a terminal obeys or hides: control characters (C0, C1, ESC), direction
    /// controls, line and paragraph separators, zero-width and tag characters and broken surrogates become <c>&lt;U+001B&gt;</c>; tabs and
    /// line breaks become spaces. Joiners after a character outside ASCII stay, because emoji and many languages need them.
    /// </summary>
    /// <param name="text">The text; null gives an empty text.</param>
    public static string ForScreen(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text ?? "";
        }

        var safe = new StringBuilder(text.Length + 16);
        ReadOnlySpan<char> rest = text;
        bool joins = false;
        while (!rest.IsEmpty)
        {
            bool whole = Rune.DecodeFromUtf16(rest, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            int value = whole ? rune.Value : rest[0];
            if (value is '\t' or '\r' or '\n')
            {
                safe.Append(' ');
            }
            else if (whole && (!IsHidden(rune) || (joins && value is ZeroWidthJoiner or ZeroWidthNonJoiner)))
            {
                safe.Append(rest[..length]);
            }
            else
            {
                safe.Append(CultureInfo.InvariantCulture, $"<U+{value:X4}>");
            }

            joins = whole && !rune.IsAscii && !IsHidden(rune);
            rest = rest[length..];
        }

        return safe.ToString();
    }

    /// <summary>At most so many characters of a text, for an excerpt in a message.</summary>
    internal static string Excerpt(string text, int maxLength)
    {
        string line = ForScreen(text).Trim();
        return line.Length <= maxLength ? line : line[..maxLength] + "…";
    }

    /// <summary>Plane 14 holds tags and variation selectors that no font shows; the last two of each plane are no characters.</summary>
    private static bool IsHidden(Rune rune) => rune.Plane == 14 || (rune.Value & 0xFFFE) == 0xFFFE || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
