namespace SalesManagoMobile.Client.Tests;

/// <summary>
/// Many requests against a simulated server through the real pace of a session, event by event: a minute takes milliseconds. Refused requests
/// are retried as the transport does it.
/// </summary>
internal sealed class SimulatedRun : IDisposable
{
    private const int MaxAttempts = 4;
    private readonly SimulatedServer _server;
    private readonly TestClock _clock = new();
    private readonly Random _random = new(1);
    private readonly SessionPace _pace;
    private readonly PaceLine _line;
    private readonly PriorityQueue<TimeSpan, TimeSpan> _workers = new();
    private readonly List<(Task Entering, int Attempt)> _waiting = [];
    private readonly int _requests;
    private double _allowed;
    private TimeSpan _refilledAt;
    private int _started;
    private int _ended;

    private SimulatedRun(SimulatedServer server, int requests, int? throttleLimit)
    {
        (_server, _requests) = (server, requests);
        _pace = new SessionPace(new SmClientOptions { TimeProvider = _clock, ThrottleLimit = throttleLimit });
        _line = _pace.SingleRequests;
        _allowed = Math.Max(1, server.PerSecond * server.Burst.TotalSeconds);
    }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>How many requests the server refused.</summary>
    public int Refused => RefusedAt.Count;

    /// <summary>How many requests reached the server, refused ones included.</summary>
    public int Sent { get; private set; }

    /// <summary>How many were refused so often that they were given up.</summary>
    public int Failed { get; private set; }

    /// <summary>The limit at the end of each second.</summary>
    public List<int> Limits { get; } = [];

    /// <summary>When the server refused requests.</summary>
    public List<TimeSpan> RefusedAt { get; } = [];

    public static SimulatedRun Run(SimulatedServer server, int requests, int? throttleLimit = null)
    {
        using var run = new SimulatedRun(server, requests, throttleLimit);
        run.Go();
        return run;
    }

    public void Dispose() => _pace.Dispose();

    private void Go()
    {
        Start();
        while (_ended < _requests)
        {
            if (!_clock.FireNext())
            {
                throw new InvalidOperationException("Nothing will ever happen again.");
            }

            LetLeave();
            int second = (int)_clock.Elapsed.TotalSeconds;
            while (Limits.Count <= second)
            {
                Limits.Add(_pace.AllowedFor(_line).InFlight);
            }

            Limits[second] = _pace.AllowedFor(_line).InFlight;
        }
    }

    private void Start()
    {
        _started++;
        _waiting.Add((_line.EnterAsync(CancellationToken.None), 1));
        LetLeave();
    }

    private void LetLeave()
    {
        for (int i = 0; i < _waiting.Count; i++)
        {
            (Task entering, int attempt) = _waiting[i];
            if (entering.IsCompleted)
            {
                _waiting.RemoveAt(i--);
                Send(attempt);
                if (attempt == 1 && _started < _requests)
                {
                    _started++;
                    _waiting.Add((_line.EnterAsync(CancellationToken.None), 1));
                }
            }
        }
    }

    private void Send(int attempt)
    {
        Sent++;
        TimeSpan leftAt = _pace.RecordStart();
        TimeSpan now = _clock.Elapsed;
        bool refused = !TryAdmit(now);
        TimeSpan end = refused ? now + (_server.LatencyAt(now) / 2) : Work(now);
        After(end - now, () => End(leftAt, attempt, refused));
    }

    private void End(TimeSpan leftAt, int attempt, bool refused)
    {
        _pace.RecordEnd(
            leftAt, "send", refused ? PaceOutcome.Refused : PaceOutcome.Answered, refused ? _server.RetryAfter : null);
        if (refused)
        {
            RefusedAt.Add(_clock.Elapsed);
        }

        if (refused && attempt < MaxAttempts)
        {
            var backOff = TimeSpan.FromSeconds(0.5 * Math.Pow(2, attempt - 1) * _random.NextDouble());
            After(backOff + (_server.RetryAfter ?? TimeSpan.Zero), () =>
                _waiting.Add((_line.EnterAgainAsync(CancellationToken.None), attempt + 1)));
            return;
        }

        Failed += refused ? 1 : 0;
        _ended++;
        _line.Leave();
    }

    private bool TryAdmit(TimeSpan now)
    {
        double rate = _server.RateAt(now);
        if (rate == 0)
        {
            return true;
        }

        double most = Math.Max(1, rate * _server.Burst.TotalSeconds);
        _allowed = Math.Min(most, _allowed + ((now - _refilledAt).TotalSeconds * rate));
        _refilledAt = now;
        if (_allowed < 0.999)
        {
            return false;
        }

        _allowed--;
        return true;
    }

    /// <summary>When a request that arrives now is answered: first come, first served.</summary>
    private TimeSpan Work(TimeSpan now)
    {
        double spread = Math.Exp((Gauss() * _server.Noise) - (_server.Noise * _server.Noise / 2));
        TimeSpan takes = _server.LatencyAt(now) * spread;
        if (_server.Workers == 0)
        {
            return now + takes;
        }

        while (_workers.Count >= _server.WorkersAt(now) + 1 || (_workers.TryPeek(out TimeSpan free, out _) && free <= now))
        {
            _workers.Dequeue();
        }

        TimeSpan start = _workers.Count < _server.WorkersAt(now) ? now : _workers.Dequeue();
        TimeSpan end = start + takes;
        _workers.Enqueue(end, end);
        return end;
    }

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private void After(TimeSpan wait, Action action) => _clock.CreateTimer(_ => action(), null, wait, Timeout.InfiniteTimeSpan);
}
