using System.Globalization;
using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>One run over many recipients with a journal, in this process, and what became of each.</summary>
internal sealed class JournaledRun
{
    private readonly Dictionary<string, SmSendStatus> _statuses = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, SmSendStatus> Statuses => _statuses;

    /// <summary>What ended the run before its time, or null.</summary>
    public SmException? End { get; private set; }

    public static string Recipient(int index) => string.Create(CultureInfo.InvariantCulture, $"recipient{index}@example.com");

    /// <summary>An account that takes any recipient and counts what each gets.</summary>
    public static SandboxAccount Account(int seed) => new(new SandboxOptions { Seed = seed, AcceptAnyRecipient = true, CountOnly = true });

    public static SmClient Client(Uri server, TimeProvider? time = null, HttpMessageHandler? handler = null) => new(new SmClientOptions
    {
        Endpoint = server,
        Credential = SmCredential.Create(SandboxAccount.ClientId, SandboxAccount.ApiSecret),
        Timeout = TimeSpan.FromSeconds(20),
        TimeProvider = time ?? TimeProvider.System,
        Handler = handler,
    });

    public int Count(SmSendStatus status) => _statuses.Values.Count(one => one == status);

    /// <summary>Sends a push of the account to the first <paramref name="recipients"/> people.</summary>
    public static async Task<JournaledRun> SendAsync(
        SmClient client, SandboxAccount account, string journalPath, int recipients, BulkOptions options,
        CancellationToken cancellationToken)
    {
        var run = new JournaledRun();
        try
        {
            await using var journal = SendJournal.Open(journalPath);
            var sender = new BulkSender(client, options with { Journal = journal });
            await foreach (BulkOutcome<SmSendResult> outcome in sender.SendPushesAsync(
                Requests(account, recipients).ToAsyncEnumerable(), cancellationToken))
            {
                run._statuses[outcome.Result.Email!] = outcome.Result.Status;
            }
        }
        catch (SmException end)
        {
            run.End = end;
        }

        return run;
    }

    /// <summary>A push of the account to each of the first <paramref name="recipients"/> people.</summary>
    public static IEnumerable<PushRequest> Requests(SandboxAccount account, int recipients)
    {
        var push = new ExistingPush(account.Pushes.First(static one => one.ApplicationId == SandboxAccount.ApplicationId).Id.ToString());
        return Enumerable.Range(0, recipients).Select(index => new PushRequest
        {
            Content = push,
            ApplicationId = SandboxAccount.ApplicationId,
            Email = Recipient(index),
        });
    }
}
