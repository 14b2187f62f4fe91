using System.Globalization;
using System.Text;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Callbacks;

/// <summary>What a cursor says: behind which line its reader is. The line's checksum tells the file from others.</summary>
/// <param name="Offset">Behind the last line that was handed on, in bytes; 0 when none was.</param>
/// <param name="Checksum">The checksum of that line.</param>
/// <param name="Since">The earliest line that the reader is to get; null in cursors of older versions.</param>
/// <param name="Label">Who the reader is.</param>
internal readonly record struct SpoolPosition(long Offset, uint Checksum, DateTimeOffset? Since, string Label)
{
    /// <summary>The end of a line as <see cref="SpoolLine"/> writes it: the checksum, a quote, a brace and the LF.</summary>
    private const int EndLength = 11;

    /// <summary>The line that changes as the reader moves on. It has always the same length, so it is overwritten in place.</summary>
    public static string FirstLine(long offset, uint checksum) =>
        string.Create(CultureInfo.InvariantCulture, $"{offset:d19} {checksum:x8}\n");

    /// <summary>Null for what is not a cursor.</summary>
    public static SpoolPosition? Parse(string text)
    {
        string[] lines = text.Split('\n');
        string[] first = lines[0].Split(' ');
        if (first.Length < 2
            || !long.TryParse(first[0], NumberStyles.None, CultureInfo.InvariantCulture, out long offset)
            || !uint.TryParse(first[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint checksum))
        {
            return null;
        }

        string second = lines.Length > 1 ? lines[1] : "";
        int blank = second.IndexOf(' ', StringComparison.Ordinal);
        return new SpoolPosition(
            offset,
            checksum,
            blank > 0 && DateTimeOffset.TryParseExact(
                second[..blank], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset since) ? since : null,
            second[(blank + 1)..]);
    }

    /// <summary>Whether the position is one of this file.</summary>
    public bool IsIn(LineScanner.ReadAt read)
    {
        Span<byte> end = stackalloc byte[EndLength];
        return Offset >= EndLength
            && read(end, Offset - EndLength) == EndLength
            && end.SequenceEqual(Encoding.ASCII.GetBytes($"{Checksum:x8}\"}}\n"));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{FirstLine(Offset, Checksum)}{Since:O} {Label}\n");
}
