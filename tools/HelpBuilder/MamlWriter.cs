using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace SalesManagoMobile.Help;

/// <summary>Writes the external help file that Get-Help reads.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Msh = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static string Write(IEnumerable<(HelpPage Page, CommandShape Command)> commands)
    {
        var root = new XElement(
            Msh + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            commands.Select(static pair => Item(pair.Page, pair.Command)));
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        var settings = new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" };
        using (var writer = XmlWriter.Create(text, settings))
        {
            root.Save(writer);
        }

        return text.Append('\n').ToString();
    }

    private static XElement Item(HelpPage page, CommandShape command) => new(
        Command + "command",
        new XElement(
            Command + "details",
            new XElement(Command + "name", command.Name),
            new XElement(Command + "verb", command.Verb),
            new XElement(Command + "noun", command.Noun),
            Text(Maml + "description", page.Synopsis)),
        Text(Maml + "description", page.Description),
        new XElement(Command + "syntax", command.Sets.Select(set => new XElement(
            Command + "syntaxItem",
            new XElement(Maml + "name", command.Name),
            command.Syntax(set).Select(pair => Parameter(page, pair.Parameter, pair.Use))))),
        new XElement(Command + "parameters", command.Parameters.OrderBy(static parameter => parameter.Name, StringComparer.Ordinal)
            .Select(parameter => Parameter(page, parameter, parameter.Uses[0]))),
        new XElement(Command + "inputTypes", page.Inputs.Select(static type => Typed(Command + "inputType", type))),
        new XElement(Command + "returnValues", page.Outputs.Select(static type => Typed(Command + "returnValue", type))),
        new XElement(Maml + "alertSet", Text(Maml + "alert", page.Notes)),
        new XElement(Command + "examples", page.Examples.Select(Example)),
        new XElement(Command + "relatedLinks", page.Links.Select(Link).Prepend(Link($"- [Online version]({page.Online})"))));

    private static XElement Parameter(HelpPage page, ParameterShape parameter, ParameterUse use)
    {
        string pipeline = (use.FromPipeline, use.FromPropertyName) switch
        {
            (true, true) => "True (ByValue, ByPropertyName)",
            (true, false) => "True (ByValue)",
            (false, true) => "True (ByPropertyName)",
            _ => "False",
        };
        return new XElement(
            Command + "parameter",
            new XAttribute("required", use.Mandatory),
            new XAttribute("variableLength", parameter.Type.IsArray),
            new XAttribute("globbing", parameter.Wildcards),
            new XAttribute("pipelineInput", pipeline),
            new XAttribute("position", use.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            Text(Maml + "description", page.Parameters[parameter.Name]),
            parameter.IsSwitch
                ? null
                : new XElement(
                    Command + "parameterValue", new XAttribute("required", true), new XAttribute("variableLength", parameter.Type.IsArray),
                    TypeText.InSyntax(parameter.Type)),
            new XElement(Dev + "type", new XElement(Maml + "name", TypeText.InSyntax(parameter.Type))),
            parameter.Values.Count == 0
                ? null
                : new XElement(Command + "parameterValueGroup", parameter.Values.Select(static value =>
                    new XElement(
                        Command + "parameterValue", new XAttribute("required", false), new XAttribute("variableLength", false), value))));
    }

    private static XElement Typed(XName name, HelpType type) =>
        new(name, new XElement(Dev + "type", new XElement(Maml + "name", type.Name)), Text(Maml + "description", type.Text));

    private static XElement Example(HelpExample example, int index) => new(
        Command + "example",
        new XElement(
            Maml + "title",
            string.Create(CultureInfo.InvariantCulture, $"-------- Example {index + 1}: {PlainText.Inline(example.Title)} --------")),
        new XElement(Dev + "code", example.Code),

        // The empty paragraph keeps a distance to the next example.
        Text(Dev + "remarks", example.Remarks, new XElement(Maml + "para")));

    private static XElement Link(string line)
    {
        (string text, string target) = line[2..].Trim().Split("](") is [var name, var to]
            ? (name.TrimStart('['), to.TrimEnd(')'))
            : (line[2..].Trim(), "");
        return new XElement(
            Maml + "navigationLink",
            new XElement(Maml + "linkText", text),
            new XElement(Maml + "uri", target.StartsWith("http", StringComparison.Ordinal) ? target : ""));
    }

    private static XElement Text(XName name, string markdown, XElement? last = null) =>
        new(name, PlainText.Paragraphs(markdown).Select(static paragraph => new XElement(Maml + "para", paragraph)), last);
}
