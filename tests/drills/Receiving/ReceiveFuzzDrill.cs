using System.Collections.Concurrent;
using System.Text.Json;
using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile.Drills;

/// <summary>Damaged bodies for the parser, and damaged requests on sockets for the receiver.</summary>
internal sealed class ReceiveFuzzDrill : IDrill
{
    private const int Callers = 64;

    public string Name => "receive-fuzz";

    public string Promise =>
        "A million damaged bodies and requests end in no failure and no hang, and nothing is answered 200 that is not in the spool.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        int bodies = settings.Scale(960_000), perCaller = settings.Scale(40_000) / Callers;
        int[] unknown = [.. ParallelEnumerable.Range(0, Environment.ProcessorCount)
            .Select(part => ParseAll(new Random(settings.Seed + part), bodies / Environment.ProcessorCount))];

        var failures = new ConcurrentQueue<Exception>();
        using var spool = CallbackSpool.Open(settings.PathOf("fuzz.spool"));
        var options = new ReceiverOptions
        {
            Prefix = ListenPrefix.Parse("http://127.0.0.1:0/callbacks/"),
            Token = new CallbackToken(ReceiverProcess.Token),
            OnFailure = failures.Enqueue,
        };
        await using var receiver = CallbackReceiver.Start(options, spool.AppendAsync);
        int[] acknowledged = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller =>
            CallAsync(receiver.Prefix.Port, new Random(settings.Seed + 1000 + caller), perCaller, cancellationToken)));
        await receiver.StopAsync();

        int kept = SpoolReader.Read(spool.Path).Count();
        return new DrillReport()
            .Count("bodies", bodies).Count("of them of no documented shape", unknown.Sum())
            .Count("requests", perCaller * Callers).Count("answered 200", acknowledged.Sum()).Count("in the spool", kept)
            .Count("refused", receiver.Counters.Refused).Count("failures", failures.Count)
            .Expect(acknowledged.Sum() > 0, "nothing was answered 200")
            .Expect(kept == acknowledged.Sum(), "the spool holds other than what was answered 200")
            .Expect(failures.IsEmpty, $"the receiver failed: {failures.FirstOrDefault()}");
    }

    /// <summary>Throws when a body is too much for the parser; counts those that have no documented shape.</summary>
    private static int ParseAll(Random random, int count)
    {
        int unknown = 0;
        for (int i = 0; i < count; i++)
        {
            SmCallback callback = CallbackParser.Parse(BodyFuzz.Next(random));
            using var fields = JsonDocument.Parse(callback.Fields);
            unknown += callback.Kind == SmCallbackKind.Unknown ? 1 : 0;
        }

        return unknown;
    }

    private static async Task<int> CallAsync(int port, Random random, int count, CancellationToken cancellationToken)
    {
        int acknowledged = 0;
        for (int i = 0; i < count; i++)
        {
            using RawClient client = await RawClient.ConnectAsync(port, cancellationToken);
            await client.SendAsync(RequestFuzz.Next(random, "/callbacks/" + ReceiverProcess.Token), cancellationToken);
            client.EndSending();
            while (await client.ReadAnswerAsync(cancellationToken) is { } answer)
            {
                acknowledged += answer.Status == 200 ? 1 : 0;
            }
        }

        return acknowledged;
    }
}
