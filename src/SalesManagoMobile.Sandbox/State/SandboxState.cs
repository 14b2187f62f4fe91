namespace SalesManagoMobile.Sandbox;

/// <summary>Everything an account knows. Its parts are not thread-safe: whoever touches them holds <see cref="Gate"/>.</summary>
internal sealed class SandboxState
{
    private readonly TimeProvider _time;
    private long _offset;
    private int _sends;
    private CallbackFeed? _callbacks;

    public SandboxState(SandboxOptions options)
    {
        Options = options;
        _time = options.TimeProvider;
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
    public long Now => _time.GetUtcNow().ToUnixTimeMilliseconds() + Volatile.Read(ref _offset);

    public void Advance(TimeSpan span)
    {
        Interlocked.Add(ref _offset, (long)span.TotalMilliseconds);
        lock (Gate)
        {
            _callbacks?.Wake();
        }
    }

    /// <summary>The callbacks to come. Nothing is planned until somebody asks; then all that requests have sent is.</summary>
    public CallbackFeed CallbackFeed()
    {
        if (_callbacks is null)
        {
            _callbacks = new CallbackFeed();
            Ledger.Delivered = Plan;
            for (int index = 0; index < Ledger.Deliveries.Length; index++)
            {
                Plan(index);
            }
        }

        return _callbacks;
    }

    /// <summary>The number of a request that sends; 1 for the first.</summary>
    public int NextSend() => ++_sends;

    private void Plan(int index)
    {
        DeliveryRow row = Ledger.Deliveries[index];
        if (row.Send > 0)
        {
            _callbacks!.Add(index, row, Ledger.FutureOf(row));
        }
    }
}
