using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>
/// Reads times that were written to files and come back as text; never guesses. ISO 8601 (UTC without an offset) and Unix milliseconds
/// are always read. Other text is read only when it is exactly what <see cref="DateTimeOffset.ToString()"/> writes under one culture: the
/// one given, or else the current one unless another culture would have written the same text for another moment.
/// Whatever lies outside the years 2000 to 2099 is refused: seconds taken for milliseconds, compact dates taken for numbers, years of
/// another calendar.
/// </summary>
/// <param name="inputCulture">The culture under which the text was written, or null when it is not known.</param>
public sealed class TimeReader(CultureInfo? inputCulture = null)
{
    private const int MaxShown = 40;
    private const int UnixDigits = 13;
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly CultureInfo _culture = inputCulture ?? CultureInfo.CurrentCulture;
    private readonly long _earliest = Earliest.ToUnixTimeMilliseconds();
    private readonly long _end = End.ToUnixTimeMilliseconds();

    /// <summary>Reads a time.</summary>
    /// <param name="text">The text; empty text is no time.</param>
    /// <param name="time">The time, or null when the text is empty.</param>
    /// <param name="problem">Why it cannot be read and what to do: the rest of a sentence that starts with the field's name.</param>
    /// <returns>False when the text cannot be read for certain.</returns>
    public bool TryRead(string? text, out DateTimeOffset? time, out string? problem)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text ?? "");
        bool known = TryRead(utf8, out UtcTime read);
        time = read;
        problem = known ? null : Problem(utf8);
        return known;
    }

    /// <summary>Reads a field of a file; nothing, and the word <c>null</c>, are no time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal bool TryRead(ReadOnlySpan<byte> text, out UtcTime time)
    {
        time = default;
        if (text.Length == UnixDigits && Digits(text) is >= 0 and { } milliseconds)
        {
            return TryUnix(milliseconds, out time);
        }

        return text.IsEmpty || text.SequenceEqual("null"u8) || TryOther(text.Trim(" \t"u8), out time);
    }

    /// <summary>Why <see cref="TryRead(ReadOnlySpan{byte}, out UtcTime)"/> refuses a text.</summary>
    internal string Problem(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t"u8);
        string shown = SafeText.Excerpt(Encoding.UTF8.GetString(text[..Math.Min(text.Length, MaxShown * 4)]), MaxShown);
        if (Utf8Parser.TryParse(text, out long _, out int used) && used == text.Length)
        {
            return $"is {shown}, which as Unix milliseconds is not in the years 2000 to 2099; seconds are not accepted";
        }

        AsCultureWrote(text, out bool ambiguous);
        return ambiguous
            ? $"is '{shown}', which can be read in two ways (month or day first, morning or afternoon); "
                + "write ISO 8601, or name the culture that wrote it with -InputCulture"
            : $"is '{shown}', which is neither Unix milliseconds, nor ISO 8601, nor what {Name(_culture)} writes, in "
            + "the years 2000 to 2099; "
                + "if another culture wrote it, name that with -InputCulture";
    }

    private bool TryOther(ReadOnlySpan<byte> text, out UtcTime time)
    {
        time = default;
        if (Utf8Parser.TryParse(text, out long milliseconds, out int used) && used == text.Length)
        {
            return TryUnix(milliseconds, out time);
        }

        DateTimeOffset? written = IsoTime.TryParseUtc(text, out DateTimeOffset iso) && IsPlausible(iso) ? iso : AsCultureWrote(text, out _);
        time = written;
        return written is not null || text.IsEmpty;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryUnix(long milliseconds, out UtcTime time)
    {
        bool known = milliseconds >= _earliest && milliseconds < _end;
        time = known ? UtcTime.FromUnixMilliseconds(milliseconds) : default;
        return known;
    }

    /// <summary>The moment for which the culture writes exactly this text, or null.</summary>
    private DateTimeOffset? AsCultureWrote(ReadOnlySpan<byte> utf8, out bool ambiguous)
    {
        ambiguous = false;
        DateTimeFormatInfo format = _culture.DateTimeFormat;
        string pattern = $"{format.ShortDatePattern} {format.LongTimePattern} zzz";
        string text = Encoding.UTF8.GetString(utf8);
        if (!DateTimeOffset.TryParseExact(text, pattern, _culture, DateTimeStyles.None, out DateTimeOffset time) || !IsPlausible(time))
        {
            return null;
        }

        // Cultures that separate with slashes put the day or the month first, and nothing in such a text tells which. Some older runtimes
        // write the hour of some cultures without morning or afternoon.
        bool isHalfDayUnknown = format.LongTimePattern.Contains('h') && !format.LongTimePattern.Contains('t');
        ambiguous = isHalfDayUnknown
            || (inputCulture is null && text.Contains('/') && pattern[0] != 'y' && time.Day != time.Month && time.Day <= 12);
        return ambiguous ? null : time;
    }

    /// <summary>The value of 13 digits, or -1: eight at a time, since an export has millions of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Digits(ReadOnlySpan<byte> text)
    {
        const ulong Zeros = 0x3030303030303030;
        const int Rest = UnixDigits - 8;
        ulong high = MemoryMarshal.Read<ulong>(text);

        // The last eight overlap the first ones: what was taken already becomes zeros.
        ulong low = (MemoryMarshal.Read<ulong>(text[Rest..]) & ~0xFFFFFFUL) | (Zeros & 0xFFFFFF);
        bool digits = BitConverter.IsLittleEndian && AreDigits(high) && AreDigits(low);
        return digits ? (EightDigits(high - Zeros) * 100_000) + EightDigits(low - Zeros) : -1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static bool AreDigits(ulong eight) =>
            (eight & 0xF0F0F0F0F0F0F0F0) == Zeros && ((eight + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) == Zeros;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long EightDigits(ulong digits)
    {
        digits = (digits * 10) + (digits >> 8);
        return (long)(
            (((digits & 0x000000FF000000FF) * 0x000F424000000064) + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32);
    }

    private static bool IsPlausible(DateTimeOffset time) => time >= Earliest && time < End;

    private static string Name(CultureInfo culture) => culture.Name.Length == 0 ? "the invariant culture" : $"culture {culture.Name}";
}
