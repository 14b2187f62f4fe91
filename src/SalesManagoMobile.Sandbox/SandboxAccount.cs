namespace SalesManagoMobile.Sandbox;

/// <summary>
/// An emulated account: stores what is sent, sends to fictitious people, and responds as the API's documentation shows.
/// Safe to use from many threads.
/// </summary>
public sealed class SandboxAccount
{
    /// <summary>The client id for the server of your account.</summary>
    public const string ClientId = "sandbox-client";

    /// <summary>The API secret for the server of your account. It protects nothing: every sandbox has it.</summary>
    public const string ApiSecret = "sandbox-secret";

    /// <summary>The client id for the mobile host.</summary>
    public const string MobileClientId = "sandbox-mobile-client";

    /// <summary>The API secret for the mobile host. It protects nothing: every sandbox has it.</summary>
    public const string MobileApiSecret = "sandbox-mobile-secret";

    /// <summary>The simple id of the application that most pushes belong to; the documentation's samples use it too.</summary>
    public const string ApplicationId = "my_example_app";

    private readonly SandboxState _state;
    private readonly FileHost _files;
    private readonly CallbackPoster _callbacks;
    private readonly RequestLimits _limits;
    private SandboxFaults _faults;
    private int _eligibleRequests;

    /// <summary>Opens an account with a small believable shop in it.</summary>
    /// <exception cref="ArgumentException">The callback URL is not an absolute http or https address, or a limit is negative.</exception>
    public SandboxAccount(SandboxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.CallbackUrl is { } url && (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)))
        {
            throw new ArgumentException($"CallbackUrl must be an absolute http or https address, not {url}.", nameof(options));
        }

        _state = new SandboxState(options);
        _files = new FileHost(_state);
        _callbacks = new CallbackPoster(_state);
        _limits = new RequestLimits(options);
        _faults = options.Faults;
        StartingAccount.Fill(_state);
    }

    /// <summary>Opens an account with the default options.</summary>
    public SandboxAccount()
        : this(new SandboxOptions())
    {
    }

    /// <summary>What the account was opened with.</summary>
    public SandboxOptions Options => _state.Options;

    /// <summary>What goes wrong from now on.</summary>
    public SandboxFaults Faults
    {
        get => Volatile.Read(ref _faults);
        set => Volatile.Write(ref _faults, value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>What was asked of the account.</summary>
    public SandboxRequestLog Requests { get; } = new();

    /// <summary>How many requests for exported files carried credentials. Each was refused; a good client never sends any.</summary>
    public int FileRequestsWithCredentials => _files.RequestsWithCredentials;

    /// <summary>How the posting of callbacks went.</summary>
    public SandboxCallbackCount Callbacks => _callbacks.Count;

    /// <summary>The sandbox's time: the clock of the options, plus what <see cref="Advance"/> added.</summary>
    public DateTimeOffset UtcNow => DateTimeOffset.FromUnixTimeMilliseconds(_state.Now);

    /// <summary>The contacts as they are now.</summary>
    public IReadOnlyList<SandboxContact> Contacts => Look(static state => state.Contacts.All
        .Select(static one => new SandboxContact(one.ContactId, one.UserId, one.Email, one.Phone, one.Tags, one.Devices.Count)).ToArray());

    /// <summary>The pushes made in the panel.</summary>
    public IReadOnlyList<SandboxPush> Pushes => Look(static state => state.Catalog.Made
        .Select(static push => new SandboxPush(push.Id, push.Name, push.ApplicationId, push.Title.Text, push.Content.Text)).ToArray());

    /// <summary>What requests have sent, in the order of the requests; the past that the account starts with is not in it.</summary>
    public IReadOnlyList<SandboxDelivery> Deliveries => Look(static state =>
    {
        var found = new List<SandboxDelivery>();
        foreach (ref readonly DeliveryRow row in state.Ledger.Deliveries)
        {
            if (row.Send == 0)
            {
                continue;
            }

            (Contact? contact, Push? push) = (state.Contacts.All[row.Contact], row.Conversation.Push);
            found.Add(new SandboxDelivery(
                contact.Name, push.Id, row.Conversation.Id, row.Device.Platform,
                DateTimeOffset.FromUnixTimeMilliseconds(row.SentAt), row.Send,
                push.Title.Render(row.Properties, contact.Details), push.Content.Render(row.Properties, contact.Details)));
        }

        return found;
    });

    /// <summary>How many sends requests have made. A send to several devices of one person is one.</summary>
    public long Sends => Look(static state => state.Ledger.Sends + state.Counter.Sends);

    /// <summary>Counts what requests have sent to each person.</summary>
    public SandboxSendCount CountSends() => Look(static state =>
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (ref readonly DeliveryRow row in state.Ledger.Deliveries)
        {
            if (state.Ledger.IsSend(row))
            {
                counts[state.Contacts.All[row.Contact].Name] = counts.GetValueOrDefault(state.Contacts.All[row.Contact].Name) + 1;
            }
        }

        return new SandboxSendCount(
            counts.Values.Sum(count => (long)count) + state.Counter.Sends,
            counts.Count + state.Counter.Recipients,
            counts.Values.Count(count => count > 1) + state.Counter.Repeated,
            counts);
    });

    /// <summary>How often requests have sent something to one person, given by e-mail address or user id.</summary>
    public int CountSendsTo(string recipient) => Look(state =>
    {
        Contact? contact = state.Contacts.ByEmail(recipient) ?? state.Contacts.ByUserId(recipient);
        ReadOnlySpan<DeliveryRow> rows = state.Ledger.Deliveries;
        int count = state.Counter.Count(recipient);
        for (int index = contact?.LastDelivery ?? -1; index >= 0; index = rows[index].Previous)
        {
            count += state.Ledger.IsSend(rows[index]) ? 1 : 0;
        }

        return count;
    });

    /// <summary>Lets time pass in the sandbox alone: people react, scheduled pushes leave, addresses of files expire.</summary>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        _state.Advance(span);
    }

    /// <summary>A handler for an HTTP client: both hosts of the API and the files, whatever the host's name, without a network.</summary>
    public HttpMessageHandler CreateHandler() => new SandboxHandler(this);

    /// <summary>
    /// Posts the messaging platform's callbacks about everything that requests send: form-encoded, <c>TYPE=PUSH</c> with the statuses
    /// SENDING and SENT, then <c>TYPE=EVENT</c> with DISPLAY, OPEN or DISMISS as people react. Runs until cancelled.
    /// </summary>
    /// <param name="url">Who gets them.</param>
    /// <param name="http">Sends them; redirects and time-outs are its business. A callback that times out has failed; the next is
    /// posted.</param>
    /// <param name="cancellationToken">Ends the posting.</param>
    /// <exception cref="OperationCanceledException">The posting was ended.</exception>
    public Task PostCallbacksAsync(Uri url, HttpMessageInvoker http, CancellationToken cancellationToken) =>
        _callbacks.RunAsync(url, http, cancellationToken);

    /// <summary>Posts the callbacks that are due by now, once.</summary>
    /// <returns>How many there were, those that failed included.</returns>
    public Task<int> PostDueCallbacksAsync(Uri url, HttpMessageInvoker http, CancellationToken cancellationToken) =>
        _callbacks.PostDueAsync(url, http, cancellationToken);

    /// <summary>Answers one request.</summary>
    internal async ValueTask<SandboxReply> AnswerAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        string path = request.Path;
        if (path.StartsWith(InspectionPages.PathPrefix, StringComparison.Ordinal))
        {
            return InspectionPages.Answer(this, request);
        }

        bool isFile = path.StartsWith(FileHost.PathPrefix, StringComparison.Ordinal);
        Operation? operation = Operation.All.GetValueOrDefault(path);
        Requests.Add(path, isFile ? FileHost.PathPrefix : operation is null ? "other" : path, request.Body);
        SandboxFaults current = Faults;
        if (isFile)
        {
            await DelayAsync(current, path, cancellationToken).ConfigureAwait(false);
            return _files.Answer(request, current);
        }

        if (operation is null)
        {
            return SandboxReply.Text(404, "Not found");
        }

        if (!_limits.TryAdmit())
        {
            return FaultInjector.Throttled(current, 429, UtcNow);
        }

        await _limits.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await DelayAsync(current, path, cancellationToken).ConfigureAwait(false);
            return Answer(operation, request, current);
        }
        finally
        {
            _limits.Leave();
        }
    }

    /// <summary>Reads what the account knows while nobody changes it.</summary>
    private T Look<T>(Func<SandboxState, T> look)
    {
        lock (_state.Gate)
        {
            return look(_state);
        }
    }

    private SandboxReply Answer(Operation operation, in SandboxRequest request, SandboxFaults current)
    {
        if (!IsEligible(request.Path, current))
        {
            return operation.Process(_state, request, current);
        }

        int number = Interlocked.Increment(ref _eligibleRequests);
        return FaultInjector.Before(current, Options.Seed, number, UtcNow)
            ?? FaultInjector.After(current, Options.Seed, number, operation.Process(_state, request, current));
    }

    private Task DelayAsync(SandboxFaults current, string path, CancellationToken cancellationToken) =>
        current.Delay > TimeSpan.Zero && IsEligible(path, current)
            ? Task.Delay(current.Delay, Options.TimeProvider, cancellationToken)
            : Task.CompletedTask;

    private static bool IsEligible(string path, SandboxFaults current) => path.StartsWith(current.PathPrefix, StringComparison.Ordinal);
}
