using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace SalesManagoMobile.Client.Tests;

/// <summary>A job that is always done, and the host of its file, which answers each request as the test says.</summary>
internal sealed class FileServer(params Func<RangeItemHeaderValue?, HttpResponseMessage>[] answers) : HttpMessageHandler
{
    public const string Address = "https://files.example.com/opens.csv";
    private int _answered;

    /// <summary>The first byte of each request for the file.</summary>
    public List<long> Offsets { get; } = [];

    public int Questions { get; private set; }

    /// <summary>The file from an offset on.</summary>
    public static HttpResponseMessage Part(byte[] file, long offset, string? tag = "\"v1\"", int? breaksAfter = null)
    {
        byte[] body = file[(int)offset..];
        HttpContent content = breaksAfter is { } length
            ? new StreamContent(new BreakingStream(body[..length]))
            : new ByteArrayContent(body);
        content.Headers.ContentLength = body.Length;
        var answer = new HttpResponseMessage(offset > 0 ? HttpStatusCode.PartialContent : HttpStatusCode.OK) { Content = content };
        if (offset > 0)
        {
            content.Headers.ContentRange = new ContentRangeHeaderValue(offset, file.Length - 1, file.Length);
        }

        if (tag is not null)
        {
            answer.Headers.ETag = EntityTagHeaderValue.Parse(tag);
        }

        return answer;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Post)
        {
            Questions++;
            string body = $$"""{"success":true,"message":["Export done"],"fileUrl":"{{Address}}?fresh={{Questions}}"}""";
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(body, Encoding.UTF8, "application/json") });
        }

        RangeItemHeaderValue? range = request.Headers.Range?.Ranges.Single();
        Offsets.Add(range?.From ?? 0);
        return Task.FromResult(answers[Math.Min(_answered++, answers.Length - 1)](range));
    }

    /// <summary>A body whose connection breaks at its end.</summary>
    private sealed class BreakingStream(byte[] content) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = await base.ReadAsync(buffer, cancellationToken);
            return count > 0 ? count : throw new IOException("The connection broke.");
        }
    }
}
