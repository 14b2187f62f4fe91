using System.Text;

namespace SalesManagoMobile.Tests.Support;

/// <summary>Whole requests, some good and most damaged at random. The same seed makes the same requests.</summary>
public static class RequestFuzz
{
    private static readonly string[] Morsels =
    [
        "\r\n", "\n", "\r", "\0", " ", ":", ";", "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: identity\r\n",
        "Expect: 100-continue\r\n", "Connection: close\r\n", "Host: y\r\n", "0\r\n\r\n", "FFFFFFFFF\r\n", "5\r\nabcde\r\n",
        "POST / HTTP/1.1\r\n", "HTTP/0.9", "\xFF\xFE",
    ];

    /// <summary>Bytes to send on one connection.</summary>
    public static byte[] Next(Random random, string path)
    {
        string body = Encoding.Latin1.GetString(BodyFuzz.Next(random).Body.Span);
        var request = new StringBuilder(random.Next(3) == 0
            ? $"POST {path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n{body}\r\n0\r\n\r\n"
            : $"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        for (int left = random.Next(6); left > 0; left--)
        {
            int at = random.Next(request.Length + 1);
            if (random.Next(3) == 0 && at < request.Length)
            {
                request[at] = (char)random.Next(256);
            }
            else if (random.Next(2) == 0)
            {
                request.Insert(at, Morsels[random.Next(Morsels.Length)]);
            }
            else
            {
                request.Remove(at, Math.Min(random.Next(10), request.Length - at));
            }
        }

        return Encoding.Latin1.GetBytes(request.ToString());
    }
}
