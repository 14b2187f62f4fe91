using SalesManagoMobile.Benchmarks.Data;
using SalesManagoMobile.Client;

namespace SalesManagoMobile.Benchmarks.Contenders;

/// <summary>The library's layers one by one, without an engine: tells what each adds to the raw request.</summary>
internal static class ClientLayers
{
    public static async Task<Measurement> RunAsync(
        string layer, Uri server, int count, int throttle, string journalPath, int repeat, CancellationToken cancellationToken)
    {
        using var client = new SmClient(new SmClientOptions
        {
            Endpoint = server,
            Credential = SmCredential.Create("bench", "bench-secret"),
            MaxConnections = Math.Max(64, throttle),
        });
        return await Measurement.OfAsync(count, repeat, () => SendAsync(layer, client, count, throttle, journalPath, cancellationToken));
    }

    private static Task SendAsync(
        string layer, SmClient client, int count, int throttle, string journalPath, CancellationToken cancellationToken) =>
        layer switch
        {
            "client" => SendUnorderedAsync(client, count, throttle, cancellationToken),
            "bulk" => SendInBulkAsync(client, count, new BulkOptions { ThrottleLimit = throttle }, cancellationToken),
            "journal" => SendWithJournalAsync(client, count, throttle, journalPath, cancellationToken),
            _ => throw new ArgumentException($"No layer is called '{layer}'.", nameof(layer)),
        };

    private static Task SendUnorderedAsync(SmClient client, int count, int throttle, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = throttle, CancellationToken = cancellationToken },
            async (index, token) => await client.SendPushAsync(Request(index), token));

    private static async Task SendInBulkAsync(SmClient client, int count, BulkOptions options, CancellationToken cancellationToken)
    {
        var sender = new BulkSender(client, options);
        await foreach (BulkOutcome<SmSendResult> outcome in sender.SendPushesAsync(RequestsAsync(count), cancellationToken))
        {
            if (outcome.Result.Status != SmSendStatus.Accepted)
            {
                throw new InvalidOperationException($"A push is {outcome.Result.Status}: {outcome.Result.Message}");
            }
        }
    }

    private static async Task SendWithJournalAsync(
        SmClient client, int count, int throttle, string journalPath, CancellationToken cancellationToken)
    {
        File.Delete(journalPath);
        await using var journal = SendJournal.Open(journalPath);
        await SendInBulkAsync(client, count, new BulkOptions { ThrottleLimit = throttle, Journal = journal }, cancellationToken);
    }

    private static async IAsyncEnumerable<PushRequest> RequestsAsync(int count)
    {
        for (int index = 0; index < count; index++)
        {
            yield return Request(index);
        }

        await Task.CompletedTask;
    }

    private static PushRequest Request(int index) => new()
    {
        Content = new ExistingPush(Recipients.PushId),
        ApplicationId = Recipients.ApplicationId,
        Email = Recipients.Email(index),
        Properties = new Dictionary<string, string> { ["discount"] = "20%", ["product"] = "Turtleneck sweater" },
    };
}
