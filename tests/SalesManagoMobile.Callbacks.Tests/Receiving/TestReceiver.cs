using System.Collections.Concurrent;
using System.Text;

namespace SalesManagoMobile.Callbacks.Tests;

/// <summary>A receiver on a free port with a spool of its own.</summary>
internal sealed class TestReceiver : IAsyncDisposable
{
    public const string Token = "0123456789abcdefghij";
    public const string Path = "/callbacks/" + Token;

    private readonly TemporaryFolder _folder = new();
    private readonly List<RawClient> _clients = [];

    public TestReceiver(Func<ReceiverOptions, ReceiverOptions>? change = null, Func<CallbackSpool, ReceivedPost, Task>? keep = null)
    {
        Spool = CallbackSpool.Open(_folder["callbacks.spool"]);
        var options = new ReceiverOptions
        {
            Prefix = ListenPrefix.Parse("http://127.0.0.1:0/callbacks/"),
            Token = new CallbackToken(Token),
            OnFailure = Failures.Enqueue,
        };
        Receiver = CallbackReceiver.Start(change?.Invoke(options) ?? options, post => keep?.Invoke(Spool, post) ?? Spool.AppendAsync(post));
    }

    public CallbackSpool Spool { get; }

    public CallbackReceiver Receiver { get; }

    public ConcurrentQueue<Exception> Failures { get; } = [];

    public Uri Url => Receiver.UrlFor(Token);

    /// <summary>What is in the spool now.</summary>
    public IReadOnlyList<ReceivedPost> Kept => [.. SpoolReader.Read(Spool.Path).Select(entry => entry.Post!)];

    public static string Post(string body, string headers = "", string path = Path) =>
        $"POST {path} HTTP/1.1\r\nHost: x\r\n{headers}Content-Length: {Encoding.Latin1.GetByteCount(body)}\r\n\r\n{body}";

    public static string Chunked(string chunks, string headers = "") =>
        $"POST {Path} HTTP/1.1\r\nHost: x\r\n{headers}Transfer-Encoding: chunked\r\n\r\n{chunks}";

    public async Task<RawClient> ConnectAsync(CancellationToken stop)
    {
        RawClient client = await RawClient.ConnectAsync(Receiver.Prefix.Port, stop);
        _clients.Add(client);
        return client;
    }

    /// <summary>Says something on a connection of its own and returns the first answer.</summary>
    public async Task<RawAnswer?> SayAsync(string request, CancellationToken stop)
    {
        RawClient client = await ConnectAsync(stop);
        await client.SendAsync(request, stop);
        return await client.ReadAnswerAsync(stop, withBody: !request.StartsWith("HEAD", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await Receiver.DisposeAsync();
        Spool.Dispose();
        _folder.Dispose();
    }
}
