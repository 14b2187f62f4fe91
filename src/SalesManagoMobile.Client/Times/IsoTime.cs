using System.Buffers;
using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>
/// Reads times in ISO 8601, from bytes: <c>2026-03-31</c>, <c>2026-03-31T09:00</c>, with seconds and a fraction of any number of digits
/// (beyond seven they are cut off), with <c>Z</c> or an offset or without. A blank may stand for the T and before the offset.
/// </summary>
public static class IsoTime
{
    private const int MaxLength = 64;
    private const int TickDigits = 7;
    private const int MaxOffsetMinutes = 14 * 60;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text; blanks around it do not count.</param>
    /// <param name="clock">What a clock shows at that time, at <paramref name="offset"/>.</param>
    /// <param name="offset">The offset from UTC, or null when the text does not give it.</param>
    public static bool TryParse(string text, out DateTime clock, out TimeSpan? offset)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> ascii = stackalloc byte[MaxLength];
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        (clock, offset) = (default, null);
        return trimmed.Length <= MaxLength
            && Ascii.FromUtf16(trimmed, ascii, out int length) == OperationStatus.Done
            && TryParse(ascii[..length], out clock, out offset);
    }

    /// <summary>Reads a text as a moment; one without an offset is UTC.</summary>
    internal static bool TryParseUtc(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        bool known = TryParse(text, out DateTime clock, out TimeSpan? offset) && IsMoment(clock, offset ?? TimeSpan.Zero);
        time = known ? new DateTimeOffset(clock, offset ?? TimeSpan.Zero) : default;
        return known;
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out DateTime clock, out TimeSpan? offset)
    {
        long ticks = 0;
        offset = null;
        clock = default;
        if (!TryDate(ref text, out DateTime day)
            || (!text.IsEmpty && !(TryTake(ref text, "Tt "u8) && TryClock(ref text, out ticks) && TryOffset(ref text, out offset))))
        {
            return false;
        }

        clock = day.AddTicks(ticks);
        return true;
    }

    private static bool TryDate(ref ReadOnlySpan<byte> text, out DateTime day)
    {
        day = default;
        if (!TryDigits(ref text, 4, 1, 9999, out int year)
            || !TryTake(ref text, "-"u8)
            || !TryDigits(ref text, 2, 1, 12, out int month)
            || !TryTake(ref text, "-"u8)
            || !TryDigits(ref text, 2, 1, DateTime.DaysInMonth(year, month), out int dayOfMonth))
        {
            return false;
        }

        day = new DateTime(year, month, dayOfMonth);
        return true;
    }

    private static bool TryClock(ref ReadOnlySpan<byte> text, out long ticks)
    {
        int second = 0;
        long fraction = 0;
        ticks = 0;
        if (!TryDigits(ref text, 2, 0, 23, out int hour)
            || !TryTake(ref text, ":"u8)
            || !TryDigits(ref text, 2, 0, 59, out int minute)
            || (TryTake(ref text, ":"u8)
                && !(TryDigits(ref text, 2, 0, 59, out second) && (!TryTake(ref text, ".,"u8) || TryFraction(ref text, out fraction)))))
        {
            return false;
        }

        ticks = new TimeSpan(hour, minute, second).Ticks + fraction;
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        int digits = 0;
        for (; digits < text.Length && char.IsAsciiDigit((char)text[digits]); digits++)
        {
            ticks = digits < TickDigits ? (ticks * 10) + (text[digits] - '0') : ticks;
        }

        for (int i = digits; i < TickDigits; i++)
        {
            ticks *= 10;
        }

        text = text[digits..];
        return digits > 0;
    }

    private static bool TryOffset(ref ReadOnlySpan<byte> text, out TimeSpan? offset)
    {
        offset = null;
        text = text.TrimStart((byte)' ');
        if (text.IsEmpty)
        {
            return true;
        }

        if (text is [(byte)'Z' or (byte)'z'])
        {
            offset = TimeSpan.Zero;
            return true;
        }

        int sign = text[0] == '-' ? -1 : 1;
        if (!TryTake(ref text, "+-"u8) || !TryDigits(ref text, 2, 0, 14, out int hour))
        {
            return false;
        }

        int minute = 0;
        bool colon = TryTake(ref text, ":"u8);
        if ((colon || !text.IsEmpty) && !TryDigits(ref text, 2, 0, 59, out minute))
        {
            return false;
        }

        int minutes = (hour * 60) + minute;
        offset = TimeSpan.FromMinutes(sign * minutes);
        return text.IsEmpty && minutes <= MaxOffsetMinutes;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> oneOf)
    {
        bool taken = !text.IsEmpty && oneOf.Contains(text[0]);
        text = taken ? text[1..] : text;
        return taken;
    }

    private static bool TryDigits(ref ReadOnlySpan<byte> text, int count, int least, int most, out int value)
    {
        value = 0;
        if (text.Length < count)
        {
            return false;
        }

        foreach (byte digit in text[..count])
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        text = text[count..];
        return value >= least && value <= most;
    }

    private static bool IsMoment(DateTime clock, TimeSpan offset) =>
        clock.Ticks - offset.Ticks >= DateTime.MinValue.Ticks && clock.Ticks - offset.Ticks <= DateTime.MaxValue.Ticks;
}
