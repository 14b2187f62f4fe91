using System.Globalization;
using System.Net;
using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile;

/// <summary>Forwards the callbacks of a running receiver to its targets, and reports how that goes.</summary>
internal sealed class CallbackForwarding : IDisposable
{
    /// <summary>Verbose lines that wait for a busy pipeline. More are dropped: what was forwarded is in the cursors.</summary>
    private const int MaxWaitingLines = 1000;

    private readonly SmCmdlet _cmdlet;
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<CallbackForwarder> _forwarders;
    private readonly bool _isVerbose;
    private IReadOnlyList<Task> _runs = [];
    private int _waitingLines;

    /// <summary>Opens the targets' cursors. Do so before the spool is read.</summary>
    /// <exception cref="SpoolException">A cursor cannot be opened.</exception>
    public CallbackForwarding(SmCmdlet cmdlet, CallbackSpool spool, IEnumerable<Uri> targets)
    {
        _cmdlet = cmdlet;
        _isVerbose = cmdlet.Preferences.Wants("Verbose");
        _forwarders = [.. targets.Select(target => new CallbackForwarder(spool, target, TimeProvider.System)
        {
            OnAttempt = Report,
            OnCursorFailure = failure => cmdlet.Inbox.Post(() => cmdlet.WriteError(ErrorTable.CursorNotSaved.For(failure, spool.Path))),
        })];
    }

    /// <summary>What is wrong with the targets; null when nothing is.</summary>
    public static string? FindProblem(IReadOnlyList<Uri> targets) =>
        targets.Select(target => FindProblem(target)).FirstOrDefault(problem => problem is not null)
            ?? (targets.Distinct().Count() < targets.Count ? "A target is given twice." : null);

    /// <summary>What is wrong with a URL that callbacks are posted to; null when nothing is. The token in its path is not repeated.</summary>
    /// <param name="uri">The URL as it was given.</param>
    /// <param name="allowInsecure">Whether http to another machine is allowed.</param>
    /// <param name="advice">What allows it.</param>
    public static string? FindProblem(Uri uri, bool allowInsecure = false, string advice = "")
    {
        if (!uri.IsAbsoluteUri || uri.Scheme is not ("http" or "https"))
        {
            return "The URL does not start with http:// or https://.";
        }

        return uri.Scheme == "http" && !uri.IsLoopback && !allowInsecure
            ? $"{CallbackSender.Mask(uri)} is not on this machine and does not use https: "
                + $"anyone on the network could read the callbacks and the token.{advice}"
            : null;
    }

    /// <summary>Whether a target is the receiver itself: each callback would come back, and go on again, without end.</summary>
    public static bool IsReceiver(Uri target, ListenPrefix prefix) => target.Port == prefix.Port
        && (target.IsLoopback || target.IdnHost.Equals(Dns.GetHostName(), StringComparison.OrdinalIgnoreCase));

    public void Start()
    {
        foreach (Uri lost in _forwarders.Where(forwarder => forwarder.LostPlace).Select(forwarder => forwarder.Target))
        {
            _cmdlet.WriteWarning(
                $"The rotated spool file in which forwarding to {lost} stopped is missing. Callbacks in it after the "
                    + "last forwarded one are not forwarded. Send-SmCallback -SpoolPath posts the callbacks of a file.");
        }

        _runs = [.. _forwarders.Select(forwarder => Task.Run(() => RunAsync(forwarder)))];
    }

    /// <summary>Ends when every target has all of a completed spool, or does not take more at this moment.</summary>
    public Task FinishAsync()
    {
        foreach (CallbackForwarder forwarder in _forwarders)
        {
            forwarder.Finish();
        }

        return Task.WhenAll(_runs);
    }

    public void Dispose()
    {
        _stop.Cancel();
        foreach (CallbackForwarder forwarder in _forwarders)
        {
            forwarder.Dispose();
        }
    }

    private async Task RunAsync(CallbackForwarder forwarder)
    {
        try
        {
            await forwarder.RunAsync(_stop.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The receiver and the other targets go on, and somebody must hear of it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (!_stop.IsCancellationRequested)
            {
                _cmdlet.Inbox.Post(() => _cmdlet.WriteError(ErrorTable.ForwardingFailed.For(
                    $"Forwarding to {forwarder.Target} ended: {failure.Message}", forwarder.Target)));
            }
        }
    }

    /// <summary>The first failure in a row is a warning, the success after it is shown, each attempt is a verbose line.</summary>
    private void Report(ForwardAttempt attempt)
    {
        SmCallbackDelivery delivery = attempt.Delivery;
        string outcome = delivery.StatusCode is { } status
            ? string.Create(CultureInfo.InvariantCulture, $"answered {status}")
            : delivery.Message ?? "There was no response.";
        if (!delivery.IsAccepted && attempt.FailuresInARow == 1)
        {
            _cmdlet.Inbox.Post(() => _cmdlet.WriteWarning(
                $"{delivery.Uri} did not accept a callback: {outcome.TrimEnd('.')}. Its callbacks stay in the spool, and this one is "
                    + "retried until the target responds with 2xx."));
        }
        else if (delivery.IsAccepted && attempt.FailuresInARow > 0)
        {
            _cmdlet.Inbox.Post(() => _cmdlet.WriteToHost(
                $"{delivery.Uri} accepts callbacks again, after {attempt.FailuresInARow} failed attempts."));
        }

        if (_isVerbose)
        {
            PostVerbose($"{(delivery.IsAccepted ? "Forwarded" : "Not forwarded")}: {delivery.Kind} to {delivery.Uri}, {outcome}");
        }
    }

    private void PostVerbose(string line)
    {
        if (Interlocked.Increment(ref _waitingLines) > MaxWaitingLines)
        {
            Interlocked.Decrement(ref _waitingLines);
            return;
        }

        _cmdlet.Inbox.Post(() =>
        {
            Interlocked.Decrement(ref _waitingLines);
            _cmdlet.WriteVerbose(line);
        });
    }
}
