using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Lists the pushes of an application.</summary>
[Cmdlet(VerbsCommon.Get, "SmPush")]
[OutputType(typeof(SmPush))]
public sealed class GetSmPushCommand : SmSessionCmdlet
{
    private readonly Dictionary<string, IReadOnlyList<SmPush>> _lists = new(StringComparer.Ordinal);

    /// <summary>Only pushes whose name matches one of these; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PushNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Only the pushes with these ids; an id that the application does not have is an error.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PushId")]
    [ArgumentCompleter(typeof(PushCompleter))]
    public string[]? Id { get; set; }

    /// <summary>The application's simple id; by default the session's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ApplicationSimpleId")]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    public string? ApplicationId { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(SmHost.Api);
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        string? application = ApplicationOrDefault(ApplicationId);
        if (application is null)
        {
            WriteError(ErrorTable.MissingApplication.For("No application is known: pushes are listed per application.", null));
            return;
        }

        Try(application, () => Emit(application, List(application)));
    }

    private IReadOnlyList<SmPush> List(string application)
    {
        if (!_lists.TryGetValue(application, out IReadOnlyList<SmPush>? pushes))
        {
            _lists[application] = pushes = Await(token => Client.ListPushesAsync(application, token));
            ActiveSession.Seen.Application(application);
            foreach (SmPush push in pushes)
            {
                ActiveSession.Seen.Push(push);
            }
        }

        return pushes;
    }

    private void Emit(string application, IReadOnlyList<SmPush> pushes)
    {
        WildcardPattern[]? patterns = Name?.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)).ToArray();
        bool Named(SmPush push) => patterns is null || patterns.Any(pattern => pattern.IsMatch(push.Name ?? ""));
        string[] ids = Id?.Where(id => !string.IsNullOrWhiteSpace(id)).ToArray() ?? [];
        if (ids.Length == 0)
        {
            WriteObject(pushes.Where(Named), enumerateCollection: true);
            return;
        }

        foreach (string id in ids)
        {
            SmPush[] found = pushes.Where(push => string.Equals(push.Id, id, StringComparison.OrdinalIgnoreCase)).ToArray();
            WriteObject(found.Where(Named), enumerateCollection: true);
            if (found.Length == 0)
            {
                WriteError(ErrorTable.PushNotFound.For($"Application '{application}' has no push with the id '{id}'.", id));
            }
        }
    }
}
