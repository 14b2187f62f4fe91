using System.Management.Automation;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile;

/// <summary>
/// Listens for callbacks, keeps each in a spool on disk before it is acknowledged, and emits them as typed objects. What was
/// not handed on to the pipeline comes first at the next start.
/// </summary>
[Cmdlet(VerbsCommunications.Receive, "SmCallback")]
[OutputType(
    typeof(SmIncomingMessageCallback), typeof(SmSmsCallback), typeof(SmPushCallback), typeof(SmFacebookCallback), typeof(SmEmailCallback),
    typeof(SmLocationCallback), typeof(SmLinkVisitCallback), typeof(SmUserResponseCallback), typeof(SmInteractionCallback),
    typeof(SmDeliveryReportCallback), typeof(SmUnknownCallback))]
public sealed partial class ReceiveSmCallbackCommand : SmCmdlet
{
    private static readonly ReceiverOptions Defaults =
        new() { Prefix = ListenPrefix.Parse("http://localhost:8080/callbacks/"), Token = new(CallbackToken.Generate()) };

    // What waits longer for the pipeline waits in the spool: a callback can be as large as a body may be.
    private const int BufferedItems = 16;

    private CallbackSpool? _spool;
    private CallbackReceiver? _receiver;
    private CallbackForwarding? _forwarding;
    private bool _isNotNoted;

    /// <summary>
    /// Where to listen: http(s)://host:port/path/, http://localhost:8080/callbacks/ by default. The host is localhost, an IP address of
    /// this machine, or + for all.
    /// </summary>
    [Parameter(Position = 0, HelpMessage = "Where to listen")]
    public string Prefix { get; set; } = Defaults.Prefix.ToString();

    /// <summary>What the platform must know: the last segment of the URL. A new one is made and shown when none is given.</summary>
    [Parameter(HelpMessage = "The secret that callers must send")]
    public string? Token { get; set; }

    /// <summary>Addresses and networks (203.0.113.0/24) that callbacks may come from; all by default.</summary>
    [Parameter(HelpMessage = "Addresses and networks (203.0.113.0/24) that callbacks may come from")]
    public string[] AllowFrom { get; set; } = [];

    /// <summary>Addresses and networks of proxies whose X-Forwarded-For is believed; nobody's by default.</summary>
    [Parameter(HelpMessage = "Addresses and networks of proxies whose X-Forwarded-For is trusted")]
    public string[] TrustedProxy { get; set; } = [];

    /// <summary>The file that keeps the callbacks; callbacks.spool in the current folder by default. Lines are only ever added.</summary>
    [Parameter(HelpMessage = "The file that stores the callbacks")]
    [ValidateNotNullOrEmpty]
    public string SpoolPath { get; set; } = "callbacks.spool";

    /// <summary>
    /// URLs that each callback goes on to, as it came and in order, until each has acknowledged it: http on this machine, https elsewhere.
    /// </summary>
    [Parameter(HelpMessage = "URLs that each callback is forwarded to")]
    public Uri[] ForwardTo { get; set; } = [];

    [Parameter(HelpMessage = "Ends after this many callbacks")]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>Ends after so many seconds, with all that was acknowledged by then emitted.</summary>
    [Parameter(HelpMessage = "Ends after this many seconds")]
    [ValidateRange(1, int.MaxValue / 1000)]
    public int? TimeoutSec { get; set; }

    [Parameter(HelpMessage = "The certificate with its private key, for an https prefix")]
    public X509Certificate2? Certificate { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        string token = Token ?? CallbackToken.Generate();
        Start(ReadOptions(token));
        Announce(token);
        try
        {
            _forwarding!.Start();
            HandOn();
            FinishForwarding();
        }
        catch (SpoolException unreadable)
        {
            ThrowTerminatingError(ErrorTable.SpoolUnavailable.For(unreadable, SpoolPath));
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            if (_receiver is not null)
            {
                WaitBriefly(_receiver.StopAsync());
            }

            _forwarding?.Dispose();
            _spool?.Dispose();
        }
    }

    private ReceiverOptions ReadOptions(string token)
    {
        if (CallbackForwarding.FindProblem(ForwardTo) is { } problem)
        {
            Refuse($"-ForwardTo: {problem}", null);
        }

        try
        {
            return new ReceiverOptions
            {
                Prefix = ListenPrefix.Parse(Prefix),
                Token = new CallbackToken(token),
                AllowFrom = [.. AllowFrom.Select(AddressRange.Parse)],
                TrustedProxies = [.. TrustedProxy.Select(AddressRange.Parse)],
                Certificate = Certificate,
                MaxBodyBytes = MaxBodyBytes,
                MaxHeaderBytes = MaxHeaderBytes,
                RequestTimeout = TimeSpan.FromSeconds(RequestTimeoutSec),
                IdleTimeout = TimeSpan.FromSeconds(IdleTimeoutSec),
                MaxConnections = MaxConnections,
                MaxConnectionsPerSource = MaxConnectionsPerSource,
                OnFailure = Report,
            };
        }
        catch (FormatException wrong)
        {
            Refuse(wrong.Message, null);
            throw;
        }
    }

    private void Report(Exception failure)
    {
        if (failure is IOException)
        {
            Inbox.Post(() => WriteError(ErrorTable.SpoolWriteFailed.For(failure, SpoolPath)));
        }
        else
        {
            PostWarning($"An internal error of the receiver ended a connection; the others continue: {failure.Message}");
        }
    }

    private void Start(ReceiverOptions options)
    {
        try
        {
            _spool = CallbackSpool.Open(Paths.Full(SpoolPath, nameof(SpoolPath)));
            _forwarding = new CallbackForwarding(this, _spool, ForwardTo);
            _receiver = CallbackReceiver.Start(options, _spool.AppendAsync);
            if (ForwardTo.FirstOrDefault(target => CallbackForwarding.IsReceiver(target, _receiver.Prefix)) is { } own)
            {
                throw new ArgumentException($"-ForwardTo names this receiver itself: {CallbackSender.Mask(own)}.");
            }
        }
        catch (SpoolException unusable)
        {
            ThrowTerminatingError(ErrorTable.SpoolUnavailable.For(unusable, SpoolPath));
        }
        catch (SocketException taken)
        {
            ThrowTerminatingError(ErrorTable.ListenFailed.For($"Cannot listen on {Prefix}: {taken.Message}.", Prefix));
        }
        catch (ArgumentException wrong)
        {
            Refuse(wrong.Message, Prefix);
        }
    }

    /// <summary>On the host as Write-Host would, so that it can be pasted; a token that was given is known and not shown again.</summary>
    private void Announce(string token)
    {
        Uri url = _receiver!.UrlFor(token);
        string shown = Token is null ? url.AbsoluteUri : CallbackSender.Mask(url).AbsoluteUri;
        if (_receiver.MaxConnections < MaxConnections)
        {
            WriteWarning(
                $"The open-file limit of this process allows at most {_receiver.MaxConnections} connections at once, not "
                    + $"{MaxConnections}. Raise the limit (LimitNOFILE of a systemd unit, ulimit -n) if more clients connect at once.");
        }

        WriteInformation(new HostInformationMessage { Message = $"Listening at {shown}, storing callbacks in {_spool!.Path}" }, ["PSHOST"]);
    }

    private async IAsyncEnumerable<SpooledCallback> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Task end = TimeoutSec is { } seconds ? EndAfterAsync(TimeSpan.FromSeconds(seconds), cancellationToken) : Task.CompletedTask;
        await foreach (SpooledCallback entry in _spool!.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return entry;
        }

        await end.ConfigureAwait(false);
    }

    private async Task EndAfterAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await Task.Delay(time, cancellationToken).ConfigureAwait(false);
        await _receiver!.StopAsync().ConfigureAwait(false);
        _spool!.CompleteAdding();
    }

    private void HandOn()
    {
        int count = 0;
        foreach (SpooledCallback entry in Enumerate(ReadAsync, BufferedItems))
        {
            Write(entry);
            if (entry.Callback is not null && ++count == First)
            {
                break;
            }
        }
    }

    /// <summary>Gives the targets what was received, as far as they take it now; the next run forwards the rest.</summary>
    private void FinishForwarding()
    {
        if (ForwardTo.Length > 0)
        {
            Await(async _ =>
            {
                await _receiver!.StopAsync().ConfigureAwait(false);
                _spool!.CompleteAdding();
                await _forwarding!.FinishAsync().ConfigureAwait(false);
            });
        }
    }

    /// <summary>What the pipeline has taken is confirmed; if it is stopped in between, the callback comes again.</summary>
    private void Write(SpooledCallback entry)
    {
        if (entry.Callback is { } callback)
        {
            WriteObject(callback);
        }
        else
        {
            WriteError(ErrorTable.SpoolCorrupt.For(entry.Damage!, SpoolPath));
        }

        Confirm(entry);
    }

    /// <summary>A full disk loses no callback here: they go on, may come again, and that is told once until it works again.</summary>
    private void Confirm(SpooledCallback entry)
    {
        bool wasNotNoted = _isNotNoted;
        try
        {
            _spool!.Confirm(entry);
            _isNotNoted = false;
        }
        catch (SpoolException failure)
        {
            _isNotNoted = true;
            if (!wasNotNoted)
            {
                WriteError(ErrorTable.CursorNotSaved.For(failure, SpoolPath));
            }
        }
    }
}
