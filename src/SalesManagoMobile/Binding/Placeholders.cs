using System.Management.Automation;
using System.Management.Automation.Language;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Finds the placeholders of a push, and what is probably wrong with them.</summary>
internal static class Placeholders
{
    /// <summary>The names of the push properties that some texts ask for, in the order of the texts, each once.</summary>
    public static IEnumerable<string> In(params string?[] texts) => texts.OfType<string>()
        .SelectMany(text => PushText.Parse(text).Placeholders)
        .Where(placeholder => !placeholder.IsContactDetail)
        .Select(placeholder => placeholder.Name)
        .Distinct(StringComparer.Ordinal);

    /// <summary>
    /// What is probably misspelt: properties that no placeholder takes, and placeholders that no property fills. Nothing when no property
    /// is given, since fallbacks are there to be used, and when the texts are not known.
    /// </summary>
    /// <param name="content">The push.</param>
    /// <param name="known">An existing push as the account lists it, or null.</param>
    /// <param name="given">The names of the properties.</param>
    public static IEnumerable<string> Warnings(PushContent content, SmPush? known, IReadOnlyCollection<string> given)
    {
        var custom = content as CustomPush;
        if (given.Count == 0 || (custom is null && known is null))
        {
            yield break;
        }

        string[] names = custom is { Literal: true } ? []
            : [.. custom is null ? In(known!.Title, known.Content) : In(custom.Title, custom.Content, custom.Deeplink)];
        List<string> open = [.. names.Except(given, StringComparer.Ordinal)];
        bool isLeftOpen = open.Count > 0;
        foreach (string name in given.Except(names, StringComparer.Ordinal))
        {
            string? near = NearestName.Of(name, open);
            if (near is not null)
            {
                open.Remove(near);
            }

            // The account does not list the deep link of a push: a property that is neither misspelt nor missed may stand there.
            if (custom is not null || isLeftOpen)
            {
                string where = custom is null ? "the title or content of the push" : "the push";
                yield return $"property '{name}': no placeholder in {where} has this name."
                    + (near is null ? "" : $" Did you mean '{near}'?");
            }
        }

        foreach (string name in open)
        {
            yield return $"placeholder '{name}': no property fills it, so recipients get its fallback";
        }
    }

    /// <summary>
    /// The first placeholder in a double-quoted text of a command line that no variable stands behind, or null. To PowerShell,
    /// <c>"${discount:10%}"</c> is a variable, which is empty, and nobody would see that the discount is missing.
    /// </summary>
    /// <param name="line">The command line.</param>
    /// <param name="state">Where variables and drives are looked up.</param>
    public static string? Quoted(string? line, SessionState state) => line is null || !line.Contains("${", StringComparison.Ordinal)
        ? null
        : Parser.ParseInput(line, out _, out _)
            .FindAll(node => node is ExpandableStringExpressionAst, searchNestedScriptBlocks: true)
            .SelectMany(text => ((ExpandableStringExpressionAst)text).NestedExpressions)
            .OfType<VariableExpressionAst>()
            .FirstOrDefault(one => one.Extent.Text.StartsWith("${", StringComparison.Ordinal) && IsUnknown(one.VariablePath, state))
            ?.Extent.Text;

    private static bool IsUnknown(VariablePath path, SessionState state) => path.IsDriveQualified
        ? !state.Drive.GetAll().Any(drive => drive.Name.Equals(path.DriveName, StringComparison.OrdinalIgnoreCase))
        : state.PSVariable.Get(path.UserPath) is null;
}
