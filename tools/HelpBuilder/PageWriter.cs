using System.Globalization;
using System.Text;

namespace SalesManagoMobile.Help;

/// <summary>Writes a page in the layout of PlatyPS: a person's words from the page, everything else from the class.</summary>
internal static class PageWriter
{
    private const string CommonParameters =
        """
        ### CommonParameters

        This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable,
        -InformationAction, -InformationVariable, -OutBuffer, -OutVariable, -PipelineVariable,
        -ProgressAction, -Verbose, -WarningAction, and -WarningVariable. For more information, see
        [about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).
        """;

    public static string Write(HelpPage page, CommandShape command)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            ---
            document type: cmdlet
            external help file: SalesManagoMobile.dll-Help.xml
            HelpUri: {page.Online}
            Locale: en-US
            Module Name: SalesManagoMobile
            ms.date: {page.Date}
            PlatyPS schema version: 2024-05-01
            title: {command.Name}
            ---

            # {command.Name}

            """);
        Section(text, "SYNOPSIS", page.Synopsis);
        Section(
            text,
            "SYNTAX",
            string.Join("\n\n", command.Sets.Select(set => $"### {set ?? "__AllParameterSets"}\n\n```\n{SyntaxLine(command, set)}\n```")));
        Section(text, "ALIASES", "This cmdlet has no aliases.");
        Section(text, "DESCRIPTION", page.Description);
        Section(text, "EXAMPLES", string.Join("\n\n", page.Examples.Select(static (example, index) =>
            $"### Example {index + 1}: {example.Title}\n\n```powershell\n{example.Code}\n```\n\n{example.Remarks}".TrimEnd())));
        IEnumerable<string> parameters = command.Parameters.OrderBy(static parameter => parameter.Name, StringComparer.Ordinal)
            .Select(
                parameter =>
                    $"### -{parameter.Name}\n\n{page.Parameters.GetValueOrDefault(parameter.Name) ?? Missing(command, parameter)}"
                        + $"\n\n{Yaml(parameter)}");
        Section(text, "PARAMETERS", string.Join("\n\n", parameters.Append(CommonParameters.ReplaceLineEndings("\n"))));
        Section(text, "INPUTS", Types(page.Inputs));
        Section(text, "OUTPUTS", Types(page.Outputs));
        Section(text, "NOTES", page.Notes);
        Section(text, "RELATED LINKS", string.Join('\n', page.Links));
        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The line that shows how to call the cmdlet with one parameter set.</summary>
    public static string SyntaxLine(CommandShape command, string? set) =>
        string.Join(
            ' ',
            command.Syntax(set).Select(static pair => One(pair.Parameter, pair.Use)).Prepend(command.Name).Append("[<CommonParameters>]"));

    private static string One(ParameterShape parameter, ParameterUse use)
    {
        string name = use.Position is null ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        string whole = parameter.IsSwitch ? name : $"{name} <{TypeText.InSyntax(parameter.Type)}>";
        return use.Mandatory ? whole : $"[{whole}]";
    }

    private static string Yaml(ParameterShape parameter)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            ```yaml
            Type: {parameter.Type.FullName}
            DefaultValue: ''
            SupportsWildcards: {Boolean(parameter.Wildcards)}
            {List("Aliases", parameter.Aliases)}
            ParameterSets:

            """);
        foreach (ParameterUse use in parameter.Uses)
        {
            text.Append(CultureInfo.InvariantCulture, $"""
                - Name: {use.Set ?? "(All)"}
                  Position: {use.Position?.ToString(CultureInfo.InvariantCulture) ?? "Named"}
                  IsRequired: {Boolean(use.Mandatory)}
                  ValueFromPipeline: {Boolean(use.FromPipeline)}
                  ValueFromPipelineByPropertyName: {Boolean(use.FromPropertyName)}
                  ValueFromRemainingArguments: {Boolean(use.FromRest)}

                """);
        }

        string message = parameter.Message.Replace("'", "''", StringComparison.Ordinal);
        text.Append(
            CultureInfo.InvariantCulture, $"DontShow: false\n{List("AcceptedValues", parameter.Values)}\nHelpMessage: '{message}'\n```");
        return text.ToString();
    }

    private static string Boolean(bool value) => value ? "true" : "false";

    private static string List(string key, IReadOnlyList<string> values) =>
        values.Count == 0 ? $"{key}: []" : $"{key}:\n" + string.Join('\n', values.Select(static value => "- " + value));

    private static string Types(IEnumerable<HelpType> types) =>
        string.Join("\n\n", types.Select(static type => $"### {type.Name}\n\n{type.Text}".TrimEnd()));

    private static string Missing(CommandShape command, ParameterShape parameter) =>
        throw new FormatException($"docs/help/{command.Name}.md says nothing about -{parameter.Name}.");

    private static void Section(StringBuilder text, string heading, string body) =>
        text.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n").Append(body).Append('\n');
}
