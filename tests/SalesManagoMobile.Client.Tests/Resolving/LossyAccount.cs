using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Client.Tests;

/// <summary>
/// An emulated account that loses requests and answers, a client with a clock of its own, and a journal: what a run leaves as unknown is
/// then looked up in the account's history.
/// </summary>
internal sealed class LossyAccount : IDisposable
{
    public const string PathOfSends = "/api/mobile/push/send";

    private readonly Journals _journals = new();
    private readonly HistoryTrouble _handler;

    /// <param name="lag">How long after it was sent a push appears in the history.</param>
    /// <param name="serverAhead">How far the server's clock is ahead of the client's.</param>
    public LossyAccount(TimeSpan lag = default, TimeSpan serverAhead = default)
    {
        ServerClock.Jump = serverAhead;
        Account = new SandboxAccount(new SandboxOptions
        {
            TimeProvider = ServerClock,
            AcceptAnyRecipient = true,
            StartWithoutContacts = true,
            HistoryLag = lag,
        });
        PushId = Account.Pushes.First(push => push.ApplicationId == SandboxAccount.ApplicationId).Id.ToString();
        _handler = new HistoryTrouble(Account.CreateHandler());
        Client = new SmClient(new SmClientOptions
        {
            Endpoint = new Uri("https://example.salesmanago.com"),
            Credential = SmCredential.Create(SandboxAccount.ClientId, SandboxAccount.ApiSecret),
            MobileCredential = SmCredential.Create(SandboxAccount.MobileClientId, SandboxAccount.MobileApiSecret),
            Handler = _handler,
            TimeProvider = ClientClock,
            MaxRetry = 1,
            Seed = 1,
        });
    }

    /// <summary>Half of the requests are lost: a quarter on their way, a quarter on the way back.</summary>
    public static SandboxFaults Losses { get; } =
        SandboxFaults.None with { PathPrefix = PathOfSends, DropBeforeProcessingRate = 0.25, DropAfterProcessingRate = 0.25 };

    public static string[] People { get; } = [.. Enumerable.Range(0, 40).Select(i => $"p{i:00}@x.com")];

    public SandboxAccount Account { get; }

    public SmClient Client { get; }

    public string PushId { get; }

    public string JournalPath => _journals.Path;

    /// <summary>What is changed in an answer of the history; the person and the answer's text are given.</summary>
    public Func<string, string, string?>? ChangeHistory
    {
        set => _handler.Change = value;
    }

    private TestClock ServerClock { get; } = new(skipBelow: TimeSpan.FromSeconds(10));

    private TestClock ClientClock { get; } = new(skipBelow: TimeSpan.FromSeconds(10));

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    /// <summary>Time passes for both.</summary>
    public void Advance(TimeSpan span)
    {
        ServerClock.Advance(span);
        ClientClock.Advance(span);
    }

    public PushRequest Push(string email) =>
        new() { Content = new ExistingPush(PushId), ApplicationId = SandboxAccount.ApplicationId, Email = email };

    /// <summary>A run with the journal over a server that loses some of it.</summary>
    public Task<SmSendResult[]> SendAsync(SandboxFaults faults, params IEnumerable<PushRequest> requests) =>
        SendAsync(faults, sender => sender.SendPushesAsync(BulkSenderTests.Stream(requests), Token));

    /// <inheritdoc cref="SendAsync(SandboxFaults, IEnumerable{PushRequest})"/>
    public Task<SmBatchResult[]> SendAsync(SandboxFaults faults, params IEnumerable<BatchRequest> requests) =>
        SendAsync(faults, sender => sender.SendBatchesAsync(BulkSenderTests.Stream(requests), Token));

    public async Task<List<SmJournalEntry>> ResolveAsync(bool clear = true, bool write = true)
    {
        var entries = new List<SmJournalEntry>();
        await foreach (BulkOutcome<SmJournalEntry> outcome in
            new JournalResolver(Client, new ResolveOptions { ClearMissing = clear }).ResolveAsync(JournalPath, write, Token))
        {
            entries.Add(outcome.Result);
        }

        return entries;
    }

    /// <summary>What the journal says of each recipient.</summary>
    public Dictionary<string, SmSendStatus> Journaled() => SendJournal.Read(JournalPath).ToDictionary(one => one.Recipient!, one => one.Status);

    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
        _journals.Dispose();
    }

    private async Task<TResult[]> SendAsync<TResult>(
        SandboxFaults faults, Func<BulkSender, IAsyncEnumerable<BulkOutcome<TResult>>> send)
    {
        Account.Faults = faults;
        await using var journal = SendJournal.Open(JournalPath);
        TResult[] results = await send(new BulkSender(Client, new BulkOptions { Journal = journal, StopAfterFailures = 0 }))
            .Select(outcome => outcome.Result)
            .ToArrayAsync(Token);
        Account.Faults = SandboxFaults.None;
        return results;
    }

    /// <summary>Changes answers of the history, or fails for people whose answer becomes null.</summary>
    private sealed class HistoryTrouble(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public Func<string, string, string?>? Change { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (Change is null || request.RequestUri!.AbsolutePath != Endpoint.GetHistory.Path)
            {
                return response;
            }

            string person = await request.Content!.ReadAsStringAsync(cancellationToken);
            string? body = Change(person, await response.Content.ReadAsStringAsync(cancellationToken));
            response.StatusCode = body is null ? System.Net.HttpStatusCode.BadGateway : response.StatusCode;
            response.Content = new StringContent(body ?? "<html>gateway</html>", System.Text.Encoding.UTF8, "application/json");
            return response;
        }
    }
}
