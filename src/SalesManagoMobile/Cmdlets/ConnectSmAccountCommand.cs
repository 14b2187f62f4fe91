using System.Management.Automation;
using System.Net;
using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile;

/// <summary>
/// Opens a session and makes it current. Without credentials it reads the environment; with <c>-Sandbox</c> it opens an emulated
/// account in this process and nothing leaves the machine. Asks the server nothing, unless <c>-Verify</c> is given.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "SmAccount", DefaultParameterSetName = AccountSet)]
[OutputType(typeof(SmSession))]
public sealed class ConnectSmAccountCommand : PSCmdlet, IDisposable
{
    private const string AccountSet = "Account";
    private const string SandboxSet = "Sandbox";
    private const string SandboxAccountSet = "SandboxAccount";
    private static readonly Uri SandboxEndpoint = new("https://sandbox.salesmanago.com");
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The server of the account, for example app3: <c>name</c>, <c>name.salesmanago.com</c> or an https address.</summary>
    [Parameter(ParameterSetName = AccountSet, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "Server of the account")]
    [Alias("Url")]
    [ValidateNotNullOrEmpty]
    public string? Endpoint { get; set; }

    /// <summary>Client id and API secret for the server of your account.</summary>
    [Parameter(
        ParameterSetName = AccountSet, Position = 1, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Client id and API secret")]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The mobile host; by default the one that all accounts share.</summary>
    [Parameter(ParameterSetName = AccountSet, ValueFromPipelineByPropertyName = true, HelpMessage = "The mobile host")]
    [ValidateNotNullOrEmpty]
    public string? MobileEndpoint { get; set; }

    /// <summary>Client id and API secret for the mobile host. The two hosts have separate credentials.</summary>
    [Parameter(ParameterSetName = AccountSet, ValueFromPipelineByPropertyName = true, HelpMessage = "Client id and secret of that host")]
    [Credential]
    public PSCredential? MobileCredential { get; set; }

    [Parameter(ParameterSetName = AccountSet, HelpMessage = "Signs with this API key instead of 32 random hexadecimal characters")]
    [ValidateNotNullOrEmpty]
    public string? ApiKey { get; set; }

    [Parameter(ParameterSetName = SandboxSet, Mandatory = true, HelpMessage = "Opens an emulated account in this process")]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>Decides how the emulated people behave: the same seed repeats a run.</summary>
    [Parameter(ParameterSetName = SandboxSet, HelpMessage = "The seed of the emulated people's behaviour")]
    public int SandboxSeed { get; set; } = 1;

    /// <summary>Where the emulated account posts callbacks as people display, click and dismiss.</summary>
    [Parameter(ParameterSetName = SandboxSet, HelpMessage = "Where the emulated account posts callbacks")]
    [ValidateNotNull]
    public Uri? CallbackUrl { get; set; }

    /// <summary>Connects to an emulated account that a script made or shares.</summary>
    [Parameter(ParameterSetName = SandboxAccountSet, Mandatory = true, HelpMessage = "An emulated account to connect to")]
    public SandboxAccount? SandboxAccount { get; set; }

    /// <summary>The application that cmdlets use when none is given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The application's simple id, at most 255 characters")]
    [Alias("ApplicationSimpleId")]
    [ArgumentCompleter(typeof(SmCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ApplicationId { get; set; }

    /// <summary>
    /// Requests in flight at once over all commands of the session, 1 to 256. Without it the session finds out what the server bears.
    /// </summary>
    [Parameter(HelpMessage = "Requests in flight at once, 1 to 256; by default it adapts")]
    [ValidateRange(1, 256)]
    public int? ThrottleLimit { get; set; }

    /// <summary>Requests per second over all commands of the session, retries and reads included; without it they are not limited.</summary>
    [Parameter(HelpMessage = "Requests per second for the whole session")]
    [ValidateRange(0.001, 100_000)]
    public double? MaxRequestsPerSecond { get; set; }

    [Parameter(HelpMessage = "How long one attempt may take, in seconds, 0.01 to 86400")]
    [ValidateRange(0.01, 86_400)]
    public double TimeoutSec { get; set; } = 100;

    /// <summary>How often a request that may be repeated is sent again, 0 to 10.</summary>
    [Parameter(HelpMessage = "How often a request that changes nothing is retried, 0 to 10")]
    [ValidateRange(0, 10)]
    public int MaxRetry { get; set; } = 3;

    /// <summary>
    /// Sends again what the server refused with 429 (too many requests). On by default; <c>-RetryThrottled:$false</c> turns it off.
    /// </summary>
    [Parameter(HelpMessage = "Retries a push, batch or contact after a 429 (too many requests)")]
    public SwitchParameter RetryThrottled { get; set; } = true;

    /// <summary>
    /// Also sends a push again after a 503. The server may have processed the first one: then the recipient gets it twice.
    /// </summary>
    [Parameter(HelpMessage = "Also retries a push, batch or contact after a 503 (service unavailable)")]
    public SwitchParameter RetryUnavailable { get; set; }

    /// <summary>A name that -Session takes instead of the object, here and in completion. Under it the session stays open.</summary>
    [Parameter(HelpMessage = "A name for -Session, for example shopB")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Asks each host that has credentials something harmless first. When one refuses, no session is opened.</summary>
    [Parameter(HelpMessage = "Checks the credentials with each host")]
    public SwitchParameter Verify { get; set; }

    [Parameter(HelpMessage = "Emits the session")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing() => Given.RefuseEmpty(this);

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        SmClientOptions options = Options();
        var session = new SmSession(
            options with
            {
                Timeout = TimeSpan.FromSeconds(TimeoutSec),
                MaxRetry = MaxRetry,
                RetryThrottledSends = RetryThrottled,
                RetryUnavailableSends = RetryUnavailable,
                MaxConnections = 256,
                ThrottleLimit = ThrottleLimit,
                MaxRequestsPerSecond = MaxRequestsPerSecond,
            },
            DefaultApplication())
        {
            Name = Name?.Trim() ?? "",
        };
        if (Verify)
        {
            RequireAnswers(session);
        }

        CurrentSession.Set(session, Name is not null);
        WriteVerbose($"Connected to {session}.");
        if (PassThru)
        {
            WriteObject(session);
        }
    }

    /// <inheritdoc />
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc />
    public void Dispose() => _stop.Dispose();

    /// <summary>Ends the command, and the session, when a host that has credentials does not accept them.</summary>
    private void RequireAnswers(SmSession session)
    {
        try
        {
            AccountAnswer[] answers = Task.Run(() => AccountAnswer.AskAsync(session, _stop.Token)).GetAwaiter().GetResult();
            if (answers.Select(answer => answer.Failure).OfType<SmException>().FirstOrDefault() is { } failure)
            {
                session.Dispose();
                ThrowTerminatingError(failure.ToErrorRecord(session.Name));
            }
        }
        catch (OperationCanceledException)
        {
            session.Dispose();
            throw new PipelineStoppedException();
        }
    }

    private SmClientOptions Options()
    {
        try
        {
            return ParameterSetName == AccountSet ? AccountOptions() : SandboxOptions();
        }
        catch (FormatException problem)
        {
            ThrowTerminatingError(ErrorTable.InvalidEndpoint.For(problem, Endpoint ?? MobileEndpoint));
            throw;
        }
        catch (ArgumentException problem)
        {
            ThrowTerminatingError(
                (ParameterSetName == AccountSet ? ErrorTable.InvalidCredential : ErrorTable.InvalidParameter).For(problem, null));
            throw;
        }
    }

    private SmClientOptions AccountOptions()
    {
        // A credential on the command line is never mixed with what happens to be in the environment.
        bool given = Credential is not null || MobileCredential is not null;
        var environment = new EnvironmentCredentials(given ? _ => null : System.Environment.GetEnvironmentVariable);
        var options = new SmClientOptions
        {
            Endpoint = (Endpoint ?? environment.Endpoint) is { } api ? EndpointAddress.Parse(api, shortNames: true) : null,
            MobileEndpoint = (MobileEndpoint ?? environment.MobileEndpoint) is { } mobile
                ? EndpointAddress.Parse(mobile, shortNames: false)
                : SmClientOptions.DefaultMobileEndpoint,
            Credential = Sign(Credential) ?? environment.Credential(ApiKey),
            MobileCredential = Sign(MobileCredential) ?? environment.MobileCredential(ApiKey),
        };
        if (options.Credential is null && options.MobileCredential is null)
        {
            ThrowTerminatingError(
                ErrorTable.CredentialRequired.For("No credentials were given, and the environment variables are not set.", null));
        }

        if (options.Credential is not null && options.Endpoint is null)
        {
            throw new FormatException("There are credentials for the server of your account, but -Endpoint is missing.");
        }

        return options;
    }

    private SmClientOptions SandboxOptions()
    {
        SandboxAccount account = SandboxAccount ?? new SandboxAccount(new SandboxOptions { Seed = SandboxSeed, CallbackUrl = CallbackUrl });
        return new SmClientOptions
        {
            Endpoint = SandboxEndpoint,
            Credential =
                SmCredential.Create(SalesManagoMobile.Sandbox.SandboxAccount.ClientId, SalesManagoMobile.Sandbox.SandboxAccount.ApiSecret),
            MobileCredential = SmCredential.Create(
                SalesManagoMobile.Sandbox.SandboxAccount.MobileClientId, SalesManagoMobile.Sandbox.SandboxAccount.MobileApiSecret),
            Handler = account.CreateHandler(),
        };
    }

    private string? DefaultApplication()
    {
        if (ApplicationId is not null)
        {
            return ApplicationId;
        }

        return ParameterSetName == AccountSet
            ? new EnvironmentCredentials(System.Environment.GetEnvironmentVariable).ApplicationId
            : SalesManagoMobile.Sandbox.SandboxAccount.ApplicationId;
    }

    private SmCredential? Sign(PSCredential? credential) => credential is null || credential == PSCredential.Empty
        ? null
        : SmCredential.Create(credential.UserName, new NetworkCredential("", credential.Password).Password, ApiKey);
}
