using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;
using SalesManagoMobile.Callbacks;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Offers values that contain what was typed so far, as values that a command line can hold. A parameter of one name takes the same
/// values in every command.
/// </summary>
public sealed class SmCompleter : IArgumentCompleter
{
    private const int MostOffered = 200;

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = (wordToComplete ?? "").Trim('\'', '"');
        object? given = fakeBoundParameters?["Session"];
        SmSession? session = given as SmSession ?? (given is string name ? CurrentSession.Find(name) : CurrentSession.Value);

        // Values that are ids say nothing: their list shows descriptions.
        bool listsDescriptions = parameterName is "PushId" or "Id" or "ConversationId";
        return Offer(parameterName, session, fakeBoundParameters ?? new Hashtable())
            .Where(pair => pair.Key.Contains(typed, StringComparison.OrdinalIgnoreCase)
                || pair.Value.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(pair => pair.Key.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .ThenBy(ListItem, StringComparer.OrdinalIgnoreCase)
            .Take(MostOffered)
            .Select(pair => new CompletionResult(
                Quote(pair.Key), SafeText.ForScreen(ListItem(pair)), CompletionResultType.ParameterValue, SafeText.ForScreen(Tooltip(pair))))
            .ToArray();

        string ListItem(KeyValuePair<string, string> pair) => listsDescriptions ? Tooltip(pair) : pair.Key;
    }

    /// <summary>Values and their descriptions. Must not wait: the user is typing.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Offer(string parameter, SmSession? session, IDictionary bound) => parameter switch
    {
        "ApplicationId" => session?.Seen.Applications,
        "PushId" or "Id" => WithPushes(session, bound)?.Pushes,
        "Name" => WithPushes(session, bound)?.PushNames,
        "ConversationId" => session?.Seen.Conversations,
        "JobId" => session?.Seen.Jobs.Select(Describe),
        "Tag" => session?.Seen.Tags,
        "PropertyName" => PlaceholdersOf(session, bound),
        "JournalPath" or "Path" => Journals(),
        "Session" => CurrentSession.Open.Select(Describe),
        "Status" => CallbackStatuses(bound["Kind"] ?? bound["Type"]),
        "Timezone" or "DefaultTimezone" or "TimeZone" => TimeZoneNames.Iana.Select(static name => KeyValuePair.Create(name, name)),
        "Locale" => from culture in CultureInfo.GetCultures(CultureTypes.SpecificCultures)
                    where culture.Name is { Length: 5 } name && name[2] == '-'
                    select KeyValuePair.Create(culture.Name.Replace('-', '_'), culture.EnglishName),
        "System" =>
        [
            KeyValuePair.Create("ANDROID", "Android; the registration id is an FCM token"),
            KeyValuePair.Create("IOS", "iOS; the registration id is an APNs token"),
        ],
        _ => throw new ArgumentException($"No values are known for -{parameter}.", nameof(parameter)),
    } ?? [];

    /// <summary>What the session has seen, with the pushes of the application that is being talked about.</summary>
    private static SeenThings? WithPushes(SmSession? session, IDictionary bound)
    {
        if ((bound["ApplicationId"] as string ?? session?.ApplicationId) is { Length: > 0 } application)
        {
            session?.Seen.LookUpPushes(session.Client, application);
        }

        return session?.Seen;
    }

    private static KeyValuePair<string, string> Describe(SmJob job)
    {
        string what = job.ConversationId is { } id ? string.Create(CultureInfo.InvariantCulture, $"conversation {id}") : $"push {job.PushId}";
        return KeyValuePair.Create(
            job.JobId.ToString(CultureInfo.InvariantCulture), $"{job.Status}, {what}, started {ViewText.LocalMinute(job.StartedAt)}");
    }

    private static KeyValuePair<string, string> Describe(SmSession session) => KeyValuePair.Create(
        session.Name,
        $"{session}{(session.ApplicationId is { } application ? $", application {application}" : "")}{(session.IsCurrent ? ", current" : "")}");

    /// <summary>The placeholders of the push that is being sent: the columns that it asks for.</summary>
    private static IEnumerable<KeyValuePair<string, string>> PlaceholdersOf(SmSession? session, IDictionary bound)
    {
        object? given = Bound("PushId") ?? Bound("Id");
        SmPush? push = given as SmPush ?? (given is null ? null : WithPushes(session, bound)?.PushOf($"{given}"));
        return Placeholders.In(push?.Title, push?.Content, Bound("Title") as string, Bound("Content") as string, Bound("Deeplink") as string)
            .Select(name => KeyValuePair.Create(name, $"fills ${{{name}}}"));

        object? Bound(string name) => Given.Value(bound[name]);
    }

    /// <summary>The journals in the current folder; with none there, PowerShell completes file names as usual.</summary>
    private static KeyValuePair<string, string>[] Journals()
    {
        // The engine's current folder is not the process's: only the engine knows it.
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddCommand("Microsoft.PowerShell.Management\\Get-ChildItem")
            .AddParameter("Filter", "*.journal").AddParameter("File").AddParameter("ErrorAction", ActionPreference.Ignore)
            .Invoke<FileInfo>()
            .Select(file => KeyValuePair.Create(
                $".{Path.DirectorySeparatorChar}{file.Name}", $"{file.Name}, {file.Length:N0} bytes, {ViewText.LocalMinute(file.LastWriteTime)}"))
            .ToArray();
    }

    /// <summary>The statuses that the platform documents for the chosen kinds of messages. Any other may be given, too.</summary>
    private static IEnumerable<KeyValuePair<string, string>> CallbackStatuses(object? chosen) =>
        from kind in CallbackMaker.Kinds
        where chosen is null || $"{chosen}".Contains(kind.ToString(), StringComparison.OrdinalIgnoreCase)
        from status in MessageStatus.Known(kind)
        group kind by status into kinds
        select KeyValuePair.Create(kinds.Key, $"{MessageStatus.Outcome(kinds.Key)}; for {string.Join(", ", kinds)}");

    private static string Tooltip(KeyValuePair<string, string> pair) => string.IsNullOrWhiteSpace(pair.Value) ? pair.Key : pair.Value;

    /// <summary>
    /// The value as a command line holds it. One with characters that nobody sees, which a name from outside may have, is written with
    /// escapes, so that it stays what it is and the terminal obeys nothing.
    /// </summary>
    private static string Quote(string value)
    {
        if (value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '\\' or ':'))
        {
            return value;
        }

        return SafeText.ForScreen(value) == value
            ? $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'"
            : $"\"{string.Concat(value.EnumerateRunes().Select(Escape))}\"";
    }

    private static string Escape(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || rune.Value == ' ' ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"`u{{{rune.Value:X}}}");
}
