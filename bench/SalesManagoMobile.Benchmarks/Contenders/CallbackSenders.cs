using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SalesManagoMobile.Benchmarks.Contenders;

/// <summary>32 callers on connections that stay open, each with its next callback as soon as the last one is answered.</summary>
internal sealed class CallbackSenders(int port, string path)
{
    private const int Callers = 32;
    private const int MostTimes = 4096;
    private const string Body = "FROM=7055&TO=%2B48600700800&MESSAGE_BODY=Your+order+is+on+its+way&TYPE=SMS"
        + "&CLIENT_ID=1207&MESSANGI_ID=m-0123456789&STATUS=DELIVERED_TO_DEVICE";

    private readonly byte[] _request = Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + $"{Body.Length}\r\n\r\n{Body}");

    /// <summary>Sends so many in all, and returns how long a sample of them took, the shortest first.</summary>
    public async Task<IReadOnlyList<TimeSpan>> RunAsync(int count, CancellationToken cancellationToken)
    {
        List<TimeSpan>[] times = await Task.WhenAll(Enumerable.Range(0, Callers).Select(
            caller => Task.Run(() => CallAsync((count + caller) / Callers, cancellationToken), cancellationToken)));
        return [.. times.SelectMany(static one => one).Order()];
    }

    /// <summary>Opens connections, sends one callback on each and leaves it open.</summary>
    public async Task<IDisposable> StayIdleAsync(int count, CancellationToken cancellationToken)
    {
        var connections = new ConnectionList();
        byte[] answer = new byte[4096];
        for (int opened = 0; opened < count; opened++)
        {
            Socket socket = await ConnectAsync(cancellationToken);
            connections.Add(socket);
            await socket.SendAsync(_request, cancellationToken);
            await ReadAnswerAsync(socket, answer, cancellationToken);
        }

        return connections;
    }

    private async Task<List<TimeSpan>> CallAsync(int count, CancellationToken cancellationToken)
    {
        Socket? socket = null;
        byte[] answer = new byte[4096];

        // A sample of a few thousand tells the slowest hundredth, and costs the same memory for any count.
        int every = (count / MostTimes) + 1;
        var times = new List<TimeSpan>();
        for (int i = 0; i < count; i++)
        {
            long started = Stopwatch.GetTimestamp();
            socket ??= await ConnectAsync(cancellationToken);
            await socket.SendAsync(_request, cancellationToken);
            if (await ReadAnswerAsync(socket, answer, cancellationToken))
            {
                socket.Dispose();
                socket = null;
            }

            if (i % every == 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started));
            }
        }

        socket?.Dispose();
        return times;
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return socket;
    }

    /// <summary>Whether the listener wants a new connection for the next request: HttpListener does after each hundredth.</summary>
    private static async Task<bool> ReadAnswerAsync(Socket socket, byte[] buffer, CancellationToken cancellationToken)
    {
        int length = 0;
        while (!IsWhole(buffer.AsSpan(0, length)))
        {
            int count = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            length += count > 0 ? count : throw new InvalidOperationException("The listener closed the connection.");
        }

        if (!buffer.AsSpan().StartsWith("HTTP/1.1 200"u8))
        {
            throw new InvalidOperationException(Encoding.ASCII.GetString(buffer, 0, length));
        }

        return buffer.AsSpan(0, length).IndexOf("Connection: close"u8) >= 0;
    }

    /// <summary>
    /// The answers here are short and come alone: one is whole when as many bytes as it states, if it does, follow its head.
    /// </summary>
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        int head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        int at = answer[..head].IndexOf("Content-Length: "u8);
        return at < 0 || (Utf8Parser.TryParse(answer[(at + 16)..], out int length, out _) && answer.Length >= head + 4 + length);
    }

    private sealed class ConnectionList : List<Socket>, IDisposable
    {
        public void Dispose() => ForEach(static one => one.Dispose());
    }
}
