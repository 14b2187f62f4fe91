using System.Globalization;
using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>The sender that gets killed: sends one push to each recipient with a journal, as a scheduled task would.</summary>
internal static class SenderProcess
{
    public const string Name = "sender";

    /// <summary>The exit code of a sender that could not have the journal.</summary>
    public const int JournalRefused = 3;

    public static IEnumerable<string> Recipients(int count) =>
        Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"recipient{i}@example.com"));

    /// <param name="args">Address of the server, path of the journal, number of recipients, id of the push.</param>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        try
        {
            await using SendJournal journal = SendJournal.Open(args[1]);
            await SendAsync(args, journal, cancellationToken);
            return 0;
        }
        catch (SmException refused) when (refused.Kind == SmFailureKind.Journal)
        {
            Console.WriteLine(refused.Message);
            return JournalRefused;
        }
    }

    private static async Task SendAsync(string[] args, SendJournal journal, CancellationToken cancellationToken)
    {
        using var client = new SmClient(new SmClientOptions
        {
            Endpoint = new Uri(args[0]),
            Credential = SmCredential.Create(SandboxAccount.ClientId, SandboxAccount.ApiSecret),
            Timeout = TimeSpan.FromSeconds(10),
        });
        var sender = new BulkSender(client, new BulkOptions { Journal = journal, StopAfterFailures = 0 });
        string pushId = args[3];
        IAsyncEnumerable<PushRequest> requests = Recipients(int.Parse(args[2], CultureInfo.InvariantCulture)).Select(email => new PushRequest
        {
            Content = new ExistingPush(pushId),
            ApplicationId = SandboxAccount.ApplicationId,
            Email = email,
        }).ToAsyncEnumerable();

        var counts = new SenderCounts();
        await foreach (BulkOutcome<SmSendResult> outcome in sender.SendPushesAsync(requests, cancellationToken)) counts.Add(outcome.Result.Status);
        Console.WriteLine(counts);
    }
}
