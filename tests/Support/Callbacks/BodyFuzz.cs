using System.Text;
using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile.Tests.Support;

/// <summary>Bodies of the documented shapes, damaged at random. The same seed makes the same bodies.</summary>
public static class BodyFuzz
{
    private static readonly string?[] ContentTypes =
    [
        null, "", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "multipart/form-data; boundary=\"x=y z\"",
        "multipart/form-data; boundary=", "text/html; charset=windows-1252", "application/x-www-form-urlencoded; charset=\"no such\\",
        "a;b;c=d;=;",
    ];

    private static readonly byte[][] Morsels =
    [
        "%"u8.ToArray(), "&"u8.ToArray(), "="u8.ToArray(), "%00"u8.ToArray(), "\\ud800"u8.ToArray(), "{\"a\":"u8.ToArray(),
        "[[[["u8.ToArray(),
        "\r\n--x=y z"u8.ToArray(), "\r\n\r\n"u8.ToArray(), "--"u8.ToArray(), "\""u8.ToArray(), [0xFF], [0xED, 0xA0, 0x80],
        [0xEF, 0xBB, 0xBF], [0],
        "TYPE=EVENT&"u8.ToArray(), "1e999"u8.ToArray(), "9999999999999"u8.ToArray(),
    ];

    public static ReceivedPost Next(Random random)
    {
        ShapeVector vector = ShapeVectors.All[random.Next(ShapeVectors.All.Count)];
        ReceivedPost post = Encodings.Encode(Encodings.All[random.Next(Encodings.All.Count)], vector.Fields);
        List<byte> body = post.Body.ToArray().ToList();
        for (int left = random.Next(8); left > 0; left--)
        {
            Damage(body, random);
        }

        return post with
        {
            Body = body.ToArray(),
            ContentType = random.Next(3) == 0 ? ContentTypes[random.Next(ContentTypes.Length)] : post.ContentType,
            Query = random.Next(10) == 0 ? Encoding.Latin1.GetString([.. body.Take(50)]) : null,
        };
    }

    private static void Damage(List<byte> body, Random random)
    {
        int at = random.Next(body.Count + 1);
        switch (random.Next(5))
        {
            case 0 when at < body.Count:
                body[at] = (byte)random.Next(256);
                break;
            case 1:
                body.RemoveRange(at, Math.Min(random.Next(20), body.Count - at));
                break;
            case 2:
                body.InsertRange(at, Morsels[random.Next(Morsels.Length)]);
                break;
            case 3:
                body.RemoveRange(at, body.Count - at);
                break;
            default:
                body.InsertRange(at, body.Take(random.Next(40)).ToList());
                break;
        }
    }
}
