using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SalesManagoMobile.Drills;

/// <summary>Callers of bad will. Each goes on until it is stopped, with a new connection whenever one is taken from it.</summary>
internal sealed class Attackers(int port, int seed)
{
    private static readonly byte[] Junk = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));

    private int _connections;

    /// <summary>Connections that were opened.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public Task RunAsync(CancellationToken stop)
    {
        string path = "/callbacks/" + ReceiverProcess.Token;
        string post = $"POST {path} HTTP/1.1\r\nHost: x\r\n";
        IEnumerable<Func<Socket, Task>> all =
        [
            .. Enumerable.Repeat<Func<Socket, Task>>(socket => DripAsync(socket, post, stop), 500),
            .. Enumerable.Repeat<Func<Socket, Task>>(
                socket => FloodAsync(socket, post + "Content-Length: 99999999999\r\n\r\n", Junk, stop), 8),
            .. Enumerable.Repeat<Func<Socket, Task>>(
                socket => FloodAsync(socket, post + "Content-Length: 1000000\r\n\r\n", Junk[..1000], stop), 8),
            .. Enumerable.Repeat<Func<Socket, Task>>(
                socket => FloodAsync(socket, post + "Transfer-Encoding: chunked\r\n\r\n", Chunk(Junk), stop), 8),
            .. Enumerable.Repeat<Func<Socket, Task>>(
                socket => FloodAsync(socket, post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", Junk[..100], stop), 4),
            .. Enumerable.Repeat<Func<Socket, Task>>(socket => FloodAsync(socket, post + "X: ", Junk, stop), 4),
            .. Enumerable.Repeat<Func<Socket, Task>>(
                socket => FloodAsync(socket, "", Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n"), stop), 4),
            .. Enumerable.Repeat<Func<Socket, Task>>(
                socket => FloodAsync(socket, "", Encoding.ASCII.GetBytes("POST /callbacks/wrong-token HTTP/1.1\r\nHost: x\r\n\r\n"), stop),
                4),
            .. Enumerable.Repeat<Func<Socket, Task>>(
                socket => FloodAsync(socket, "", Encoding.ASCII.GetBytes($"DELETE {path} HTTP/1.1\r\nHost: x\r\n\r\n"), stop), 4),
        ];
        return Task.WhenAll(all.Select((attack, number) => Task.Run(() => GoOnAsync(attack, number, stop), CancellationToken.None)));
    }

    /// <summary>One byte now and then, and never the end of it.</summary>
    private static async Task DripAsync(Socket socket, string head, CancellationToken stop)
    {
        foreach (byte one in Encoding.ASCII.GetBytes(head + "X: " + new string('x', 10_000)))
        {
            await socket.SendAsync(new[] { one }, stop);
            await Task.Delay(400, stop);
        }
    }

    /// <summary>A beginning, then the same again without end, never reading an answer.</summary>
    private static async Task FloodAsync(Socket socket, string head, byte[] again, CancellationToken stop)
    {
        await socket.SendAsync(Encoding.ASCII.GetBytes(head), stop);
        while (true)
        {
            await socket.SendAsync(again, stop);
            await Task.Delay(20, stop);
        }
    }

    private static byte[] Chunk(byte[] content) => [.. Encoding.ASCII.GetBytes($"{content.Length:x}\r\n"), .. content, .. "\r\n"u8];

    private async Task GoOnAsync(Func<Socket, Task> attack, int number, CancellationToken stop)
    {
        var random = new Random(seed + number);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

                // Linux answers on all of 127.0.0.0/8: there the attack comes from many addresses, and no cap per address helps.
                if (OperatingSystem.IsLinux())
                {
                    socket.Bind(new IPEndPoint(new IPAddress([127, 0, (byte)random.Next(1, 5), (byte)random.Next(1, 250)]), 0));
                }

                await socket.ConnectAsync(IPAddress.Loopback, port, stop);
                Interlocked.Increment(ref _connections);
                await attack(socket);
            }
            catch (SocketException)
            {
                // Cut off, as it should be. A moment, or one attacker alone would keep a core busy with connecting.
                await Task.Delay(random.Next(20, 200), CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
