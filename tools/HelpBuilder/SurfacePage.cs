using System.Globalization;
using System.Text;

namespace SalesManagoMobile.Help;

/// <summary>
/// Lists what scripts may rely on: cmdlets, parameters with types, accepted values, aliases, positions and pipeline binding, output types,
/// error ids. The list is checked in, so that a review sees each change of it.
/// </summary>
internal static class SurfacePage
{
    public const string Path = "docs/public-surface.txt";

    public static string Write(IEnumerable<CommandShape> commands)
    {
        var text = new StringBuilder("The public surface. Made from the code by ./build.ps1 Docs.\n");
        foreach (CommandShape command in commands)
        {
            text.Append('\n').Append(command.Name).Append('\n');
            foreach (string? set in command.Sets.Where(static set => set is not null))
            {
                text.Append("  set ").Append(set).Append(set == command.DefaultSet ? ", default\n" : "\n");
            }

            foreach (ParameterShape parameter in command.Parameters.OrderBy(static parameter => parameter.Name, StringComparer.Ordinal))
            {
                text.Append("  -").Append(parameter.Name).Append(' ').Append(TypeText.InSyntax(parameter.Type));
                text.Append(Listed("aliases", parameter.Aliases)).Append(Listed("values", parameter.Values));
                text.AppendJoin("", parameter.Uses.Select(Use).Order(StringComparer.Ordinal)).Append('\n');
            }

            text.AppendJoin("", command.Outputs.Select(static output => $"  writes {output}\n"));
        }

        text.Append("\nError ids\n").AppendJoin("", ErrorsPage.Rows.Select(static row => $"  {row.Id}, {row.Category}\n"));
        return text.ToString();
    }

    private static string Listed(string title, IReadOnlyList<string> items) =>
        items.Count == 0 ? "" : $", {title} {string.Join(' ', items)}";

    private static string Use(ParameterUse use)
    {
        string[] words =
        [
            .. use.Set is null ? [] : new[] { use.Set },
            .. use.Position is { } position ? new[] { position.ToString(CultureInfo.InvariantCulture) } : [],
            .. use.Mandatory ? ["mandatory"] : Array.Empty<string>(),
            .. use.FromPipeline ? ["pipeline"] : Array.Empty<string>(),
            .. use.FromPropertyName ? ["by name"] : Array.Empty<string>(),
            .. use.FromRest ? ["rest"] : Array.Empty<string>(),
        ];
        return words.Length == 0 ? "" : $" [{string.Join(", ", words)}]";
    }
}
