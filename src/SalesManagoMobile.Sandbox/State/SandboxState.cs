namespace SalesManagoMobile.Sandbox;

/// <summary>Everything an account knows. Its parts are not thread-safe: whoever touches them holds <see cref="Gate"/>.</summary>
internal sealed class SandboxState
{
    private readonly TimeProvider time;
    private long offset;
    private int sends;
    private CallbackFeed? callbacks;

    public SandboxState(SandboxOptions options)
    {
        Options = options;
        time = options.TimeProvider;
        Contacts = new ContactBook(options.Seed);
        Catalog = new PushCatalog(options.Seed);
        Ledger = new Ledger(options.Audience);
        Jobs = new JobBoard(options);
    }

    public object Gate { get; } = new();

    public SandboxOptions Options { get; }

    public ContactBook Contacts { get; }

    public PushCatalog Catalog { get; }

    public Ledger Ledger { get; }

    public JobBoard Jobs { get; }

    /// <summary>Sends to made-up recipients that are only counted.</summary>
    public SendCounter Counter { get; } = new();

    /// <summary>The sandbox's time in Unix milliseconds.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds() + Volatile.Read(ref offset);

    public void Advance(TimeSpan span)
    {
        Interlocked.Add(ref offset, (long)span.TotalMilliseconds);
        lock (Gate)
            callbacks?.Wake();
    }

    /// <summary>The callbacks to come. Nothing is planned until somebody asks; then all that requests have sent is.</summary>
    public CallbackFeed CallbackFeed()
    {
        if (callbacks is null)
        {
            callbacks = new CallbackFeed();
            Ledger.Delivered = Plan;
            for (var index = 0; index < Ledger.Deliveries.Length; index++)
                Plan(index);
        }

        return callbacks;
    }

    /// <summary>The number of a request that sends; 1 for the first.</summary>
    public int NextSend() => ++sends;

    private void Plan(int index)
    {
        var row = Ledger.Deliveries[index];
        if (row.Send > 0)
            callbacks!.Add(index, row, Ledger.FutureOf(row));
    }
}
