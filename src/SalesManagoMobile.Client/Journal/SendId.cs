using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>
/// The identity of one send: the first 128 bits of a SHA-256. Two different sends share one by chance once in 10^26 for a million sends.
/// </summary>
internal readonly record struct SendId(ulong High, ulong Low)
{
    /// <summary>Hexadecimal digits of an id.</summary>
    public const int TextLength = 32;

    public static SendId FromHash(ReadOnlySpan<byte> hash) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));

    public static bool TryParse(ReadOnlySpan<byte> text, out SendId id)
    {
        id = default;
        Span<char> digits = stackalloc char[TextLength];
        if (text.Length != TextLength || Encoding.ASCII.GetChars(text, digits) != TextLength)
        {
            return false;
        }

        if (!ulong.TryParse(digits[..16], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong high))
        {
            return false;
        }

        if (!ulong.TryParse(digits[16..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong low))
        {
            return false;
        }

        id = new SendId(high, low);
        return true;
    }

    public override string ToString() => $"{High:x16}{Low:x16}";
}
