using System.Globalization;
using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>A cmdlet that talks to an account. <c>-Verbose</c> shows each request, <c>-Debug</c> shows masked bodies.</summary>
public abstract class SmSessionCmdlet : SmCmdlet
{
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private SmSession? _active;
    private bool _verbose;
    private bool _debug;

    private protected SmSessionCmdlet()
    {
    }

    /// <summary>The session to use, or its name; by default the one that Connect-SmAccount opened last.</summary>
    [Parameter(HelpMessage = "The session to use, or its name")]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SmCompleter))]
    public SmSession? Session { get; set; }

    /// <summary>The session in use. Set from <see cref="BeginProcessing"/> on.</summary>
    internal SmSession ActiveSession => _active ?? throw new InvalidOperationException("BeginProcessing has not run.");

    private protected SmSession? SessionOrNull => _active;

    private protected SmClient Client => ActiveSession.Client;

    /// <summary>Whether the cmdlet can do nothing without a session.</summary>
    private protected virtual bool NeedsSession => true;

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _active = Session ?? CurrentSession.Value;
        if (_active is null && NeedsSession)
        {
            ThrowTerminatingError(ErrorTable.NoSession.For("There is no open session.", null));
        }
        else if (_active is { IsOpen: false })
        {
            ThrowTerminatingError(ErrorTable.SessionClosed.For($"The session '{_active.Name}' is closed.", _active));
        }

        _verbose = Preferences.Wants("Verbose");
        _debug = Preferences.Wants("Debug");
    }

    /// <summary>Ends the command when the session cannot talk to a host at all: every input would fail for the same reason.</summary>
    private protected void Require(SmHost host)
    {
        if (!ActiveSession.HasCredentialsFor(host))
        {
            string name = host == SmHost.Api ? "the server of your account" : "the mobile host";
            ThrowTerminatingError(
                new SmException(SmFailureKind.MissingCredential, $"The session '{ActiveSession.Name}' has no credentials for {name}. Nothing was sent.")
                .ToErrorRecord(ActiveSession));
        }
    }

    /// <summary>
    /// Ends the command when no input can have an application: none was given, the session has none, and no column could name one.
    /// </summary>
    /// <param name="bound">What was bound to the parameter, from the command line or the input.</param>
    private protected void RequireApplication(string? bound)
    {
        if (bound is null && ActiveSession.ApplicationId is null)
        {
            ThrowTerminatingError(
                ErrorTable.MissingApplication.For("No application is known, and every request needs one. Nothing was sent.", null));
        }
    }

    /// <summary>The application to use: the one given, else the session's.</summary>
    private protected string? ApplicationOrDefault(string? given) => string.IsNullOrWhiteSpace(given) ? ActiveSession.ApplicationId : given;

    /// <summary>Writes a warning that would be the same for thousands of inputs only once.</summary>
    private protected void WarnOnce(string warning)
    {
        if (_warned.Add(warning))
        {
            WriteWarning(warning);
        }
    }

    private protected override void EnterBackground() => _active?.Listen(_verbose || _debug ? Report : null);

    private void Report(RequestTrace trace)
    {
        if (_verbose)
        {
            string status = trace.StatusCode is { } code
                ? string.Create(CultureInfo.InvariantCulture, $"{(int)code} {code}")
                : trace.Error ?? "no answer";
            string attempt = trace.Attempt > 1 ? string.Create(CultureInfo.InvariantCulture, $" (attempt {trace.Attempt})") : "";
            PostVerbose(string.Create(
                CultureInfo.InvariantCulture,
                $"POST {trace.Uri.Authority}{trace.Uri.AbsolutePath}: {status}, {trace.Elapsed.TotalMilliseconds:0} ms{attempt}; {trace.Allowed}"));
        }

        if (_debug)
        {
            (string request, string answer) = (trace.RequestBody(), trace.AnswerBody());
            Inbox.Post(() =>
            {
                WriteDebug($"> {trace.Uri.AbsolutePath} {request}");
                WriteDebug($"< {answer}");
            });
        }
    }
}
