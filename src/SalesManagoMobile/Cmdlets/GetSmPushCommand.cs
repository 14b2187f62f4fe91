using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Lists the pushes of an application.</summary>
[Cmdlet(VerbsCommon.Get, "SmPush")]
[OutputType(typeof(SmPush))]
public sealed class GetSmPushCommand : SmSessionCmdlet
{
    private readonly Dictionary<string, IReadOnlyList<SmPush>> _lists = new(StringComparer.Ordinal);

    /// <summary>
    /// Only pushes whose name matches one of these. Wildcards are allowed; a name without wildcards that no push has is an error.
    /// </summary>
    [Parameter(Position = 0, HelpMessage = "Only pushes whose name matches one of these")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SmCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Only the pushes with these ids. An id that the application does not have is an error.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Only the pushes with these ids")]
    [Alias("PushId")]
    [ArgumentCompleter(typeof(SmCompleter))]
    public string[]? Id { get; set; }

    /// <summary>The application's simple id; by default the session's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The application's simple id, at most 255 characters")]
    [Alias("ApplicationSimpleId")]
    [ArgumentCompleter(typeof(SmCompleter))]
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
            WriteError(
                ErrorTable.MissingApplication.For(
                    "Pushes are listed per application, and neither -ApplicationId nor the session names one. Nothing was requested.",
                    null));
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
        string[] ids = Id?.Where(id => !string.IsNullOrWhiteSpace(id)).ToArray() ?? [];
        IReadOnlyList<SmPush> chosen = ids.Length == 0 ? pushes : WithId(application, pushes, ids);
        if (Name is null)
        {
            WriteObject(chosen, enumerateCollection: true);
            return;
        }

        // In Turkish, I is not the capital letter of i.
        const WildcardOptions Options = WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant;
        WildcardPattern[] patterns = [.. Name.Select(static name => new WildcardPattern(name, Options))];
        WriteObject(chosen.Where(push => patterns.Any(pattern => pattern.IsMatch(push.Name ?? ""))), enumerateCollection: true);
        string[] names = [.. pushes.Select(push => push.Name).OfType<string>()];
        foreach (string name in Name.Where(
            name => !WildcardPattern.ContainsWildcardCharacters(name) && !names.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            WriteError(ErrorTable.PushNotFound.For(
                $"Application '{application}' has no push with the -Name '{name}'.{NearestName.Suggestion(name, names)}", name));
        }
    }

    private List<SmPush> WithId(string application, IReadOnlyList<SmPush> pushes, string[] ids)
    {
        var found = new List<SmPush>();
        foreach (string id in ids)
        {
            int before = found.Count;
            found.AddRange(pushes.Where(push => string.Equals(push.Id, id, StringComparison.OrdinalIgnoreCase)));
            if (found.Count == before)
            {
                WriteError(ErrorTable.PushNotFound.For($"Application '{application}' has no push with the -Id '{id}'.", id));
            }
        }

        return found;
    }
}
