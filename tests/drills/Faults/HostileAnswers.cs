using System.IO.Compression;
using System.Net;
using System.Text;

namespace SalesManagoMobile.Drills;

/// <summary>
/// Lets every request through to the server, and replaces every fourth answer to a send: by one that contradicts itself, is not encoded as
/// it says, or is in another character set. All of them were processed.
/// </summary>
internal sealed class HostileAnswers(int seed) : DelegatingHandler(new SocketsHttpHandler())
{
    private const string Yes = """{"success":true,"message":["Push has been sent"]}""";
    private static readonly HttpStatusCode[] Refusals =
    [
        HttpStatusCode.MovedPermanently, HttpStatusCode.TemporaryRedirect, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized,
        HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.Conflict, HttpStatusCode.TooManyRequests,
    ];

    private static readonly string[] Contradictions =
    [
        """{"success":true,"success":false}""", """{"success":"false","Success":"TRUE"}""", """{"success":true,"success":null}""",
        """{"success":false}{"success":true}""", """{"success":false,"\u0073uccess":1}""",
    ];

    private static readonly string[] Successes =
    [
        Yes, """{"SUCCESS" : "true"}""", """{"result":{"success":1}}""", "<pre>success: true</pre>", "<success>true</success>", "success=true",
    ];

    private static readonly string[] Compressions = ["gzip", "deflate", "br"];
    private static readonly Encoding[] CharacterSets = [Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32];
    private readonly Random _random = new(seed);

    /// <summary>How many answers it has replaced.</summary>
    public int Count { get; private set; }

    /// <summary>Whether it lets the server's answers through.</summary>
    public bool IsResting { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        lock (_random)
        {
            if (!IsResting && request.RequestUri!.AbsolutePath.EndsWith("/send", StringComparison.Ordinal) && _random.Next(4) == 0)
            {
                Count++;
                Replace(response);
            }
        }

        return response;
    }

    private T Any<T>(T[] choices) => choices[_random.Next(choices.Length)];

    private void Replace(HttpResponseMessage response)
    {
        switch (_random.Next(5))
        {
            case 0:
                response.Content = Text(Any(Contradictions), Encoding.UTF8);
                break;
            case 1:
                response.StatusCode = Any(Refusals);
                response.Content = Text(Any(Successes), Encoding.UTF8);
                break;
            case 2:
                response.StatusCode = Any(Refusals);
                response.Content = Text(Any(Successes), Any(CharacterSets));
                break;
            case 3:
                response.StatusCode = Any(Refusals);
                response.Content = Compressed(Any(Compressions), isFlipped: false);
                break;
            default:
                // Brotli has no checksum: after an error status, a word that was changed would be the server's.
                response.Content = Compressed(Any(Compressions), isFlipped: true);
                break;
        }
    }

    private static StringContent Text(string text, Encoding encoding) => new(text, encoding, "application/json");

    /// <summary>Compressed as it says and whole, cut, or not compressed at all; or with a bit that was flipped.</summary>
    private ByteArrayContent Compressed(string encoding, bool isFlipped)
    {
        var bytes = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(bytes, CompressionMode.Compress, leaveOpen: true),
            "deflate" => new ZLibStream(bytes, CompressionMode.Compress, leaveOpen: true),
            _ => new BrotliStream(bytes, CompressionMode.Compress, leaveOpen: true),
        })
        {
            stream.Write(Encoding.UTF8.GetBytes(Yes));
        }

        byte[] body = bytes.ToArray();
        if (isFlipped)
        {
            body[_random.Next(body.Length)] ^= (byte)(1 << _random.Next(8));
        }
        else
        {
            body = Any([body, body[..^_random.Next(1, body.Length)], Encoding.UTF8.GetBytes(Yes)]);
        }

        var content = new ByteArrayContent(body);
        content.Headers.ContentEncoding.Add(encoding);
        return content;
    }
}
