using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SalesManagoMobile.Tests.Support;

/// <summary>A caller that says exactly the bytes it is told to, right or wrong.</summary>
public sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly List<byte> _received = [];

    private RawClient()
    {
    }

    public static async Task<RawClient> ConnectAsync(int port, CancellationToken stop)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stop);
        return client;
    }

    public Task SendAsync(string text, CancellationToken stop) => SendAsync(Encoding.Latin1.GetBytes(text), stop);

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, stop)..];
        }
    }

    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>The next answer, or null when the connection ended without one.</summary>
    public async Task<RawAnswer?> ReadAnswerAsync(CancellationToken stop, bool withBody = true)
    {
        int end;
        while ((end = FindEnd()) < 0)
        {
            if (!await FillAsync(stop))
            {
                return null;
            }
        }

        string head = Encoding.Latin1.GetString([.. _received.Take(end)]);
        _received.RemoveRange(0, end + 4);
        int length = withBody ? ContentLength(head) : 0;
        while (_received.Count < length)
        {
            if (!await FillAsync(stop))
            {
                return null;
            }
        }

        string body = Encoding.Latin1.GetString([.. _received.Take(length)]);
        _received.RemoveRange(0, length);
        return new RawAnswer(int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture), head, body);
    }

    /// <summary>Whether the other side has closed the connection, or closes it now.</summary>
    public async Task<bool> EndsAsync(CancellationToken stop) => _received.Count == 0 && !await FillAsync(stop);

    public void Dispose() => _socket.Dispose();

    private static int ContentLength(string head) => head.Split("\r\n")
        .Where(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal))
        .Select(line => int.Parse(line.AsSpan(16), CultureInfo.InvariantCulture))
        .SingleOrDefault();

    private int FindEnd() => Encoding.Latin1.GetString([.. _received]).IndexOf("\r\n\r\n", StringComparison.Ordinal);

    private async Task<bool> FillAsync(CancellationToken stop)
    {
        byte[] bytes = new byte[4096];
        try
        {
            int count = await _socket.ReceiveAsync(bytes, stop);
            _received.AddRange(bytes.AsSpan(0, count));
            return count > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
