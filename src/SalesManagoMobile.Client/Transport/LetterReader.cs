using System.Globalization;

namespace SalesManagoMobile.Client;

/// <summary>
/// Reads the ASCII letters and digits of a text, in lower case, whatever they are escaped as: <c>\u0061</c>, <c>\x61</c>, <c>%61</c>,
/// <c>&amp;#97;</c>, each also within another and more than once. Everything between them is stepped over, short tags such as
/// <c>&lt;br/&gt;</c> and the escape sequences of terminals included.
/// </summary>
internal ref struct LetterReader(ReadOnlySpan<byte> text)
{
    private const int End = -1;
    private const int NoLetter = 0;
    private const int MaxTag = 7;
    private const int Escape = 27;
    private const int MaxSequence = 24;
    private const int MaxEntity = 10;
    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Where the last letter begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where the last letter, or its escape, has ended.</summary>
    public int Position { get; private set; }

    /// <summary>Gives the next letter, or false at the end.</summary>
    public bool Read(out byte letter)
    {
        int at = Position;
        while (true)
        {
            Start = at;
            int c = Entity(ref at);
            Position = at;
            if (c == End)
            {
                letter = 0;
                return false;
            }

            if (c < 128 && char.IsAsciiLetterOrDigit((char)c))
            {
                letter = (byte)char.ToLowerInvariant((char)c);
                return true;
            }

            at = c == '<' ? AfterTag(at) : c == Escape ? AfterSequence(at) : at;
        }
    }

    private readonly int AfterTag(int at)
    {
        int ahead = at;
        for (int i = 0; i <= MaxTag; i++)
        {
            if (Entity(ref ahead) == '>')
            {
                return ahead;
            }
        }

        return at;
    }

    /// <summary>The end of what a terminal would obey and not show: to a reader, the letters around it stand together.</summary>
    private readonly int AfterSequence(int at)
    {
        int ahead = at;
        int kind = Entity(ref ahead);
        for (int i = 0; i < MaxSequence; i++)
        {
            int c = Entity(ref ahead);
            if (kind == '[' ? c is >= '@' and <= '~' : c is '\a' or Escape)
            {
                return ahead;
            }
        }

        return at;
    }

    /// <summary>
    /// A character of HTML: by its number, with or without the semicolon. A named one, such as <c>&amp;quot;</c>, is no letter.
    /// </summary>
    private readonly int Entity(ref int at)
    {
        int c = Percent(ref at);
        Span<byte> name = stackalloc byte[MaxEntity];
        while (c == '&')
        {
            int ahead = at;
            (int length, bool ended) = Name(name, ref ahead);
            ReadOnlySpan<byte> found = name[..length];
            if (ended && found.SequenceEqual("amp"u8))
            {
                at = ahead;
                continue;
            }

            if (length > 1 && found[0] == '#')
            {
                bool hex = found[1] is (byte)'x' or (byte)'X';
                if (TryNumber(found[(hex ? 2 : 1)..], hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, out int number))
                {
                    at = ahead;
                    return number;
                }
            }
            else if (ended && !found.ContainsAnyExceptInRange((byte)'a', (byte)'z'))
            {
                at = ahead;
            }

            return NoLetter;
        }

        return c;
    }

    private readonly (int Length, bool Ended) Name(Span<byte> name, ref int ahead)
    {
        int length = 0;
        while (length < name.Length)
        {
            int before = ahead;
            int c = Percent(ref ahead);
            if (c == ';')
            {
                return (length, true);
            }

            if (c != '#' && (c is < 0 or > 127 || !char.IsAsciiLetterOrDigit((char)c)))
            {
                ahead = before;
                break;
            }

            name[length++] = (byte)c;
        }

        return (length, false);
    }

    private readonly int Percent(ref int at)
    {
        int c = Backslash(ref at);
        while (c == '%')
        {
            int ahead = at;
            (int high, int low) = (Backslash(ref ahead), Backslash(ref ahead));
            if (high is < 0 or > 127 || low is < 0 or > 127 || !char.IsAsciiHexDigit((char)high) || !char.IsAsciiHexDigit((char)low))
            {
                return NoLetter;
            }

            at = ahead;
            c = (Convert.ToInt32(((char)high).ToString(), 16) * 16) + Convert.ToInt32(((char)low).ToString(), 16);
        }

        return c;
    }

    private readonly int Backslash(ref int at)
    {
        int c = at < _text.Length ? _text[at++] : End;
        while (c == '\\' && at < _text.Length)
        {
            int digits = _text[at] switch { (byte)'u' => 4, (byte)'x' => 2, _ => 0 };
            if (digits == 0
                || at + digits >= _text.Length
                || !TryNumber(_text.Slice(at + 1, digits), NumberStyles.AllowHexSpecifier, out c))
            {
                at += _text[at] is (byte)'n' or (byte)'r' or (byte)'t' or (byte)'b' or (byte)'f' ? 1 : 0;
                return NoLetter;
            }

            at += 1 + digits;
        }

        return c;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, NumberStyles style, out int number) =>
        int.TryParse(digits, style, CultureInfo.InvariantCulture, out number);
}
