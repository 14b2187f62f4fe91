using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Offers values that contain what was typed so far, as values that a command line can hold.</summary>
public abstract class SmCompleter : IArgumentCompleter
{
    private const int MostOffered = 200;

    private protected SmCompleter()
    {
    }

    /// <summary>Values and their descriptions. Must not wait: the user is typing.</summary>
    private protected abstract IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters);

    /// <summary>Whether the list of what is offered shows descriptions: values that are ids say nothing.</summary>
    private protected virtual bool ListsDescriptions => false;

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = (wordToComplete ?? "").Trim('\'', '"');
        object? given = fakeBoundParameters?["Session"];
        SmSession? session = given as SmSession ?? (given is string name ? CurrentSession.Find(name) : CurrentSession.Value);
        return Offer(session, fakeBoundParameters ?? new Hashtable())
            .Where(pair => pair.Key.Contains(typed, StringComparison.OrdinalIgnoreCase)
                || pair.Value.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(pair => pair.Key.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .ThenBy(ListItem, StringComparer.OrdinalIgnoreCase)
            .Take(MostOffered)
            .Select(pair => new CompletionResult(
                Quote(pair.Key), SafeText.ForScreen(ListItem(pair)), CompletionResultType.ParameterValue, SafeText.ForScreen(Tooltip(pair))))
            .ToArray();
    }

    private string ListItem(KeyValuePair<string, string> pair) => ListsDescriptions ? Tooltip(pair) : pair.Key;

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
