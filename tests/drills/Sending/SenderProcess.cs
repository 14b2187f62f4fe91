using System.Globalization;
using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>The sender that gets killed: sends a push to each recipient with a journal, as a scheduled task would.</summary>
internal static class SenderProcess
{
    public const string Name = "sender";

    /// <summary>The sender of mass requests.</summary>
    public const string BatchName = "batch-sender";

    /// <summary>Recipients of a mass request at most.</summary>
    public const int BatchSize = 9;

    /// <summary>The exit code of a sender that could not have the journal.</summary>
    public const int JournalRefused = 3;

    public static IEnumerable<string> Recipients(int count) =>
        Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"recipient{i}@example.com"));

    /// <param name="args">Address of the server, path of the journal, number of recipients, id of the push.</param>
    public static Task<int> RunAsync(string[] args, CancellationToken cancellationToken) =>
        RunAsync(args, SendPushesAsync, cancellationToken);

    /// <summary>
    /// As <see cref="RunAsync(string[], CancellationToken)"/>, with mass requests: each run has its recipients in another order and packs
    /// them anew.
    /// </summary>
    public static Task<int> RunBatchesAsync(string[] args, CancellationToken cancellationToken) =>
        RunAsync(args, SendBatchesAsync, cancellationToken);

    private static async Task<int> RunAsync(
        string[] args, Func<BulkSender, string[], CancellationToken, Task<SenderCounts>> send, CancellationToken cancellationToken)
    {
        try
        {
            await using var journal = SendJournal.Open(args[1]);
            using var client = new SmClient(new SmClientOptions
            {
                Endpoint = new Uri(args[0]),
                Credential = SmCredential.Create(SandboxAccount.ClientId, SandboxAccount.ApiSecret),
                Timeout = TimeSpan.FromSeconds(10),
            });
            Console.WriteLine(
                await send(new BulkSender(client, new BulkOptions { Journal = journal, StopAfterFailures = 0 }), args, cancellationToken));
            return 0;
        }
        catch (SmException refused) when (refused.Kind == SmFailureKind.Journal)
        {
            Console.WriteLine(refused.Message);
            return JournalRefused;
        }
    }

    private static async Task<SenderCounts> SendPushesAsync(BulkSender sender, string[] args, CancellationToken cancellationToken)
    {
        IAsyncEnumerable<PushRequest> requests = Recipients(int.Parse(args[2], CultureInfo.InvariantCulture))
            .Select(email => new PushRequest
            {
                Content = new ExistingPush(args[3]),
                ApplicationId = SandboxAccount.ApplicationId,
                Email = email,
            }).ToAsyncEnumerable();

        var counts = new SenderCounts();
        await foreach (BulkOutcome<SmSendResult> outcome in sender.SendPushesAsync(requests, cancellationToken))
        {
            counts.Add(outcome.Result.Status);
        }

        return counts;
    }

    private static async Task<SenderCounts> SendBatchesAsync(BulkSender sender, string[] args, CancellationToken cancellationToken)
    {
        // What an earlier run has written makes this one another.
        var random = new Random((int)new FileInfo(args[1]).Length);
        string[] recipients = [.. Recipients(int.Parse(args[2], CultureInfo.InvariantCulture))];
        random.Shuffle(recipients);
        IAsyncEnumerable<BatchRequest> requests = recipients.Chunk(random.Next(1, BatchSize + 1)).Select(part => new BatchRequest
        {
            Content = new ExistingPush(args[3]),
            ApplicationId = SandboxAccount.ApplicationId,
            Addressees = [.. part.Select(email => new Addressee(AddresseeType.Email, email))],
        }).ToAsyncEnumerable();

        var counts = new SenderCounts();
        await foreach (BulkOutcome<SmBatchResult> outcome in sender.SendBatchesAsync(requests, cancellationToken))
        {
            SmBatchResult result = outcome.Result;
            counts.Add(SmSendStatus.Skipped, result.Skipped);
            counts.Add(SmSendStatus.Unknown, result.LeftUnknown);
            // When nothing was sent, those that the result is about are among the ones that were left out.
            if (result.Status == SmSendStatus.Accepted || result.Attempts > 0)
            {
                counts.Add(result.Status, result.Recipients);
            }
        }

        return counts;
    }
}
