namespace SalesManagoMobile.Sandbox;

/// <summary>Everything an account knows. Its parts are not thread-safe: whoever touches them holds <see cref="Gate"/>.</summary>
internal sealed class SandboxState
{
    private readonly TimeProvider time;
    private long offset;
    private int sends;

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

    public void Advance(TimeSpan span) => Interlocked.Add(ref offset, (long)span.TotalMilliseconds);

    /// <summary>The number of a request that sends; 1 for the first.</summary>
    public int NextSend() => ++sends;
}
