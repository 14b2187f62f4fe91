using System.Globalization;
using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile.Drills;

/// <summary>The receiver in a process of its own: keeps callbacks in a spool, and notes each one that it hands on.</summary>
internal static class ReceiverProcess
{
    public const string Name = "receiver";

    public const string Token = "0123456789abcdefghij";

    /// <summary>Connections at once: fewer places than a drill has attackers.</summary>
    public const int Places = 256;

    /// <param name="args">Prefix to listen on, path of the spool, path of the notes, URLs to forward to.</param>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        using var spool = CallbackSpool.Open(args[1]);
        await using var notes = new StreamWriter(args[2], append: true) { AutoFlush = true };
        var options = new ReceiverOptions
        {
            Prefix = ListenPrefix.Parse(args[0]),
            Token = new CallbackToken(Token),
            OnFailure = static failure => Console.Error.WriteLine(failure),

            MaxConnections = Places,
        };
        await using var receiver = CallbackReceiver.Start(options, spool.AppendAsync);
        Task[] forwarding = [.. args[3..].Select(url => new CallbackForwarder(spool, new Uri(url), TimeProvider.System))
            .ToList().Select(forwarder => Task.Run(() => forwarder.RunAsync(cancellationToken), cancellationToken))];
        Task telling = TellMemoryAsync(cancellationToken);
        await foreach (SpooledCallback entry in spool.ReadAsync(cancellationToken))
        {
            notes.WriteLine(entry.Callback is SmSmsCallback sms ? sms.MessangiId : "");
            spool.Confirm(entry);
        }

        await Task.WhenAll(forwarding);
        await telling;
        return 0;
    }

    /// <summary>Says twice a second how much memory the process takes, in bytes.</summary>
    private static async Task TellMemoryAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Console.WriteLine(Environment.WorkingSet.ToString(CultureInfo.InvariantCulture));
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
        }
    }
}
