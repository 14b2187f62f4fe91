using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SalesManagoMobile.Client.Tests;

/// <summary>One connection of a <see cref="ScriptedServer"/>.</summary>
internal sealed class Peer(ScriptedServer server, Socket socket, CancellationToken stop) : IDisposable
{
    public const string Yes = """{"success":true,"message":[]}""";
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    /// <summary>Reads the first byte of what comes.</summary>
    public async Task ReadByteAsync() => await _stream.ReadExactlyAsync(new byte[1], stop);

    /// <summary>Reads the head of a request, up to the empty line.</summary>
    public async Task<string> ReadHeadAsync()
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await _stream.ReadExactlyAsync(one, stop);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    /// <summary>Reads a whole request and gives its body.</summary>
    public async Task<string> ReadRequestAsync()
    {
        string head = await ReadHeadAsync();
        string length = head.Split("\r\n")
            .Single(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Split(':')[1];
        byte[] body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
        await _stream.ReadExactlyAsync(body, stop);
        server.CountRequest();
        return Encoding.UTF8.GetString(body);
    }

    public Task SendAsync(byte[] bytes) => _stream.WriteAsync(bytes, stop).AsTask();

    public Task SendAsync(string text) => _stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop).AsTask();

    public Task AnswerAsync(string body, string status = "200 OK", params string[] headers) =>
        SendAsync(
            $"HTTP/1.1 {status}\r\nContent-Length: "
                + $"{Encoding.UTF8.GetByteCount(body)}\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n{body}");

    /// <summary>Ends the connection the hard way.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    /// <summary>Keeps the connection open and says nothing until the client goes away or the test ends.</summary>
    public async Task HoldAsync()
    {
        byte[] one = new byte[1];
        while (await _stream.ReadAsync(one, stop) > 0)
        {
        }
    }

    public void Dispose() => _stream.Dispose();
}
