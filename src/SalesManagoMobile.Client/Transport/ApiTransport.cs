using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>Signs and sends requests, again where that is safe, and reads the answers.</summary>
internal sealed class ApiTransport : IDisposable
{
    private const int MaxTracedCharacters = 16 * 1024;
    private static readonly string Agent = $"SalesManagoMobile/{typeof(ApiTransport).Assembly.GetName().Version!.ToString(3)}";
    private readonly SmClientOptions _options;
    private readonly HttpMessageInvoker _http;
    private readonly Dictionary<Endpoint, Uri> _addresses;
    private readonly Random _jitter;
    private volatile bool _closed;
    private long _clockOffset = long.MaxValue;

    public ApiTransport(SmClientOptions options)
    {
        _options = options;
        _http = new HttpMessageInvoker(options.Handler ?? Handlers.Create(options), disposeHandler: options.Handler is null);
        _addresses = Endpoint.All
            .Where(endpoint => BaseOf(endpoint.Host) is not null)
            .ToDictionary(endpoint => endpoint, endpoint => AddressOf(endpoint)!);
        _jitter = options.Seed is { } seed ? new Random(seed) : Random.Shared;
    }

    /// <inheritdoc cref="SmClient.ServerClockOffset"/>
    public TimeSpan? ServerClockOffset =>
        Volatile.Read(ref _clockOffset) is var ticks && Math.Abs((decimal)ticks) <= TimeSpan.TicksPerDay ? TimeSpan.FromTicks(ticks) : null;

    /// <param name="endpoint">The operation.</param>
    /// <param name="fields">Writes the fields of the body besides the credentials.</param>
    /// <param name="decode">Decodes a successful response.</param>
    /// <param name="gate">Its place at the session's pace, which it has already taken.</param>
    public async Task<T> SendAsync<T>(
        Endpoint endpoint, Action<Utf8JsonWriter> fields, Func<Answer, T> decode, IRequestGate gate, CancellationToken cancellationToken)
    {
        (Uri address, SmCredential credential) = Resolve(endpoint);
        SessionPace pace = gate.Line.Pace;
        SmException? last = null;
        bool mayHaveBeenProcessed = false;
        for (int attempt = 1; ; attempt++)
        {
            Call call = new(endpoint, address, credential, fields, _options);
            TimeSpan leftAt = pace.RecordStart();
            try
            {
                T result = await AttemptAsync(call, decode, attempt, gate.Line, cancellationToken).ConfigureAwait(false);
                pace.RecordEnd(leftAt, endpoint.Path, PaceOutcome.Answered);
                return result;
            }
            catch (OperationCanceledException)
            {
                pace.RecordEnd(leftAt, endpoint.Path, PaceOutcome.Other);
                if (!NothingLeft(call))
                {
                    throw;
                }

                if (last is not null)
                {
                    throw mayHaveBeenProcessed ? last.AfterUnknown() : last;
                }

                gate.OnNothingLeft();
                throw;
            }
            catch (SmException failure)
            {
                last = failure;
                RecordFailure(gate, leftAt, endpoint, failure);
                mayHaveBeenProcessed |= failure.MayHaveBeenProcessed && !endpoint.Repeatable;
                if ((endpoint.IsSentOnce && failure.Kind != SmFailureKind.ConnectionFailed)
                    || RetryPolicy.Next(attempt, failure, endpoint.Repeatable, _options, Jitter()) is not { } backOff
                    || !await gate.WaitToRetryAsync(backOff).ConfigureAwait(false))
                {
                    throw mayHaveBeenProcessed ? failure.AfterUnknown() : failure;
                }
            }
        }
    }

    /// <exception cref="SmException"><see cref="SmFailureKind.MissingCredential"/>: the session cannot talk to the host.</exception>
    public void Require(Endpoint endpoint) => Resolve(endpoint);

    public void Dispose()
    {
        _closed = true;
        _http.Dispose();
    }

    private void RecordDate(DateTimeOffset? date)
    {
        if (date is { } server)
        {
            Volatile.Write(ref _clockOffset, (server - _options.TimeProvider.GetUtcNow()).Ticks);
        }
    }

    private static void RecordFailure(IRequestGate gate, TimeSpan leftAt, Endpoint endpoint, SmException failure)
    {
        PaceOutcome outcome = failure switch
        {
            { Kind: SmFailureKind.Throttled } or { RetryAfter: not null } => PaceOutcome.Refused,
            { Kind: SmFailureKind.Rejected } => PaceOutcome.Answered,
            { Kind: SmFailureKind.TimedOut } => PaceOutcome.TimedOut,
            _ => PaceOutcome.Other,
        };
        gate.Line.Pace.RecordEnd(leftAt, endpoint.Path, outcome, failure.RetryAfter);
        if (outcome == PaceOutcome.Refused)
        {
            gate.OnThrottled();
        }
    }

    private async Task<T> AttemptAsync<T>(
        Call call, Func<Answer, T> decode, int attempt, PaceLine line, CancellationToken cancellationToken)
    {
        using CancellationTokenSource end = new(_options.Timeout, _options.TimeProvider);
        using CancellationTokenRegistration onCancel =
            cancellationToken.UnsafeRegister(static end => ((CancellationTokenSource)end!).Cancel(), end);
        using HttpRequestMessage request = new(HttpMethod.Post, call.Uri) { Content = call.Content };

        // As text, they are not parsed and written anew for each request.
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        request.Headers.TryAddWithoutValidation("User-Agent", Agent);
        AttemptTrace trace = new(_options, call, attempt, line);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, end.Token).ConfigureAwait(false);
            trace.StatusCode = response.StatusCode;
            RecordDate(response.Headers.Date);
            ResponseBody body = await ResponseBody
                .ReadAsync(response.Content, call.MaxResponseBytes, call.Secrets, end.Token)
                .ConfigureAwait(false);
            if (trace.IsOn)
            {
                trace.Response = body.Text(MaxTracedCharacters);
            }

            T result = ResponseClassifier.Decode(call, response, body, attempt, _options.TimeProvider.GetUtcNow(), decode);
            trace.Tell(null);
            return result;
        }
        catch (SmException failure)
        {
            trace.Tell(failure.Message);
            throw;
        }
        catch (ObjectDisposedException) when (_closed && !call.Content.Started)
        {
            throw Closed(call.Endpoint);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            trace.Tell("cancelled");
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e)
        {
            SmException failure = SendFailures.Of(
                call, e, end.IsCancellationRequested && !cancellationToken.IsCancellationRequested, NothingLeft(call), attempt);
            trace.Tell(failure.Message);
            throw failure;
        }
    }

    /// <summary>Whether it is certain that no byte of an attempt left. A handler of the user's may have read it in its own way.</summary>
    private bool NothingLeft(Call call) => _options.Handler is null && !call.Content.Started;

    private static SmException Closed(Endpoint endpoint) =>
        new(SmFailureKind.SessionClosed, $"{endpoint.Operation}: nothing was sent, because the session was closed.")
        {
            Endpoint = endpoint,
        };

    private (Uri Address, SmCredential Credential) Resolve(Endpoint endpoint)
    {
        SmCredential? credential = endpoint.Host == SmHost.Api ? _options.Credential : _options.MobileCredential;
        Uri? address = _addresses.GetValueOrDefault(endpoint) ?? AddressOf(endpoint);
        if (credential is not null && address is not null)
        {
            return (address, credential);
        }

        string missing = credential is null ? "no credentials" : "no address";
        throw new SmException(
            SmFailureKind.MissingCredential,
            $"{endpoint.Operation}: nothing was sent, because the session has {missing} for the {Advice.NameOf(endpoint.Host)}. "
                + Advice.MissingCredential(endpoint.Host))
        {
            Endpoint = endpoint,
        };
    }

    private Uri? AddressOf(Endpoint endpoint) =>
        BaseOf(endpoint.Host) is { } host ? new Uri(host.AbsoluteUri.TrimEnd('/') + endpoint.Path) : null;

    private Uri? BaseOf(SmHost host) => host == SmHost.Api ? _options.Endpoint : _options.MobileEndpoint;

    private double Jitter()
    {
        if (_options.Seed is null)
        {
            return _jitter.NextDouble();
        }

        lock (_jitter)
        {
            return _jitter.NextDouble();
        }
    }
}
