using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SalesManagoMobile.Drills;

/// <summary>Callers who take places: each goes on until it is stopped, with a new connection whenever one is taken from it.</summary>
internal sealed class Crowd(int port, int seed)
{
    private static readonly string Path = "/callbacks/" + ReceiverProcess.Token;
    private static readonly byte[] Post =
        Encoding.ASCII.GetBytes($"POST {Path} HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\nTYPE=SMS");

    /// <summary>Runs a crowd in a process of its own: it must not take the time of those who measure.</summary>
    public const string Name = "crowd";

    /// <param name="args">The port, the seed, and how many of each kind.</param>
    public static async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        int[] numbers = [.. args.Select(static number => int.Parse(number, CultureInfo.InvariantCulture))];
        var crowd = new Crowd(numbers[0], numbers[1]);
        await Task.WhenAll(
            crowd.KeepAliveAsync(numbers[2], stop), crowd.ReconnectAsync(numbers[3], stop), crowd.PipelineAsync(numbers[4], stop));
        return 0;
    }

    /// <summary>Callers who know the token, post once, and keep their connection.</summary>
    private Task KeepAliveAsync(int count, CancellationToken stop) => RepeatAsync(count, async socket =>
    {
        await socket.SendAsync(Post, stop);
        byte[] buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer, stop) > 0)
        {
        }
    }, stop);

    /// <summary>Callers who do not know the token and come back at once.</summary>
    private Task ReconnectAsync(int count, CancellationToken stop) => RepeatAsync(count, async socket =>
    {
        await socket.SendAsync("POST /callbacks/wrong HTTP/1.1\r\nHost: x\r\n"u8.ToArray(), stop);
        await Task.Delay(new Random(Environment.CurrentManagedThreadId).Next(0, 50), stop);
    }, stop);

    /// <summary>Callers who know the token, post without end and never read an answer.</summary>
    private Task PipelineAsync(int count, CancellationToken stop) => RepeatAsync(count, async socket =>
    {
        byte[] many = [.. Enumerable.Repeat(Post, 50).SelectMany(post => post)];
        while (true)
        {
            await socket.SendAsync(many, stop);
        }
    }, stop);

    private Task RepeatAsync(int count, Func<Socket, Task> call, CancellationToken stop) => Task.WhenAll(
        Enumerable.Range(0, count).Select(number => Task.Run(() => GoOnAsync(number, call, stop), CancellationToken.None)));

    private async Task GoOnAsync(int number, Func<Socket, Task> call, CancellationToken stop)
    {
        var random = new Random(seed + number);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.ReceiveBufferSize = 4096;

                // Linux answers on all of 127.0.0.0/8: there the crowd comes from many addresses, and no cap per address helps.
                if (OperatingSystem.IsLinux())
                {
                    socket.Bind(new IPEndPoint(new IPAddress([127, 0, (byte)(number / 200 + 1), (byte)(number % 200 + 1)]), 0));
                }

                await socket.ConnectAsync(IPAddress.Loopback, port, stop);
                await call(socket);
            }
            catch (SocketException)
            {
                await Task.Delay(random.Next(10, 50), CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
