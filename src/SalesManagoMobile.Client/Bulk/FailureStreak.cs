using System.Globalization;

namespace SalesManagoMobile.Client;

/// <summary>
/// Detects that every further request would fail: the server is down, the credentials are wrong, the address is another service's, or
/// it refuses everything alike. Thousands of identical failures help nobody, and each that may have been processed leaves an unknown outcome.
/// </summary>
/// <remarks>
/// It counts in the order in which requests left, not in which they ended: failures are often faster than successes. One event that ends
/// everything in flight is one failure: the run stops only when a request fails, too, that left after the first failure was known.
/// </remarks>
internal sealed class FailureStreak(BulkOptions options)
{
    private readonly object _sync = new();
    private readonly Dictionary<long, Ending> _early = [];
    private long _left;
    private long _next;
    private int _failures;
    private long _firstKnown;
    private int _refusals;
    private string? _refusal;
    private bool _varies;

    /// <summary>A request is leaving. What became of it is recorded under the number that this returns.</summary>
    public long Leave()
    {
        lock (_sync)
        {
            return _left++;
        }
    }

    /// <summary>Records what became of a request.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="failure">Null when the server accepted it.</param>
    /// <param name="answered">False when it was cancelled: that says nothing about the server.</param>
    /// <returns>The error that stops the run, or null to continue.</returns>
    public SmException? Record(long number, SmException? failure, bool answered = true)
    {
        lock (_sync)
        {
            if (failure?.RetryAfter > RetryPolicy.LongestWait)
            {
                return Stopped(
                    failure,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"because the server asked to wait {failure.RetryAfter.Value.TotalSeconds:0} s; its response was"));
            }

            _early[number] = new Ending(failure, answered, _left);
            SmException? stopped = null;
            while (_early.Remove(_next, out Ending ending))
            {
                stopped ??= Count(ending);
                _next++;
            }

            return stopped;
        }
    }

    private SmException? Count(Ending ending)
    {
        if (!ending.Answered)
        {
            return null;
        }

        if (ending.Failure is not { } failure || failure.Kind == SmFailureKind.Rejected)
        {
            _failures = 0;
            return CountRefusal(ending.Failure);
        }

        _varies = true;
        _firstKnown = _failures == 0 ? ending.KnownAt : Math.Min(_firstKnown, ending.KnownAt);
        _failures++;
        return options.StopAfterFailures > 0 && _failures >= options.StopAfterFailures && _next >= _firstKnown
            ? Stopped(failure, $"after {_failures} failures in a row; the last one was")
            : null;
    }

    /// <summary>Refusals are about one recipient each, unless the first ones are all the same: then something is wrong for all.</summary>
    private SmException? CountRefusal(SmException? refusal)
    {
        string? words = refusal is null ? null : string.Join("; ", refusal.ServerMessages);
        _varies |= words is null || (_refusal is not null && words != _refusal);
        _refusal = words;
        return !_varies && ++_refusals == options.StopAfterFailures
            ? Stopped(refusal!, $"because the server refused the first {_refusals} requests with the same message; the last response was")
            : null;
    }

    private static SmException Stopped(SmException last, string why) =>
        new(SmFailureKind.RunStopped, $"The run was stopped {why}: {last.MessageAlone} The rest was not tried.", last)
        {
            Endpoint = last.Endpoint,
            StatusCode = last.StatusCode,
            ServerMessages = last.RawServerMessages,
            RetryAfter = last.RetryAfter,
        };

    /// <param name="KnownAt">How many requests had left when this ending became known.</param>
    private readonly record struct Ending(SmException? Failure, bool Answered, long KnownAt);
}
