using System.Globalization;
using System.Text;

namespace SalesManagoMobile.Reporting;

/// <summary>Makes text of others fit for a page: names come from files that anybody may have written.</summary>
internal static class VisibleText
{
    private const int MaxName = 100;
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>A name as a reader sees it: cut when it is long, never empty.</summary>
    public static string Name(string? name) => string.IsNullOrWhiteSpace(name) ? "Without a name" : NameTable.Cut(name, MaxName);

    /// <summary>
    /// The text with every character visible that a browser obeys or hides: controls, direction marks, line separators, zero-width
    /// characters and broken surrogates become <c>&lt;U+202E&gt;</c>. Joiners after a character outside ASCII stay, because emoji and
    /// many languages need them.
    /// </summary>
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text;
        }

        var visible = new StringBuilder(text.Length + 16);
        ReadOnlySpan<char> rest = text;
        bool joins = false;
        while (!rest.IsEmpty)
        {
            bool whole = Rune.DecodeFromUtf16(rest, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            bool hidden = !whole || IsHidden(rune);
            if (!hidden || (joins && whole && rune.Value is ZeroWidthJoiner or ZeroWidthNonJoiner))
            {
                visible.Append(rest[..length]);
            }
            else
            {
                visible.Append(CultureInfo.InvariantCulture, $"<U+{(whole ? rune.Value : rest[0]):X4}>");
            }

            joins = !hidden && !rune.IsAscii;
            rest = rest[length..];
        }

        return visible.ToString();
    }

    /// <summary>Plane 14 holds tags and variation selectors that no font shows; the last two of each plane are no characters.</summary>
    private static bool IsHidden(Rune rune) => rune.Plane == 14 || (rune.Value & 0xFFFE) == 0xFFFE || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
