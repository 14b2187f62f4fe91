using System.Text.RegularExpressions;
using System.Xml.Linq;
using SalesManagoMobile.Help;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>The help: a page per cmdlet, complete, and the files that PowerShell reads made from them.</summary>
public sealed class HelpTests
{
    private static readonly IReadOnlyList<CommandShape> Commands = ShapeReader.ReadAll();

    public static IEnumerable<TheoryDataRow<string>> Names => Commands.Select(static command => new TheoryDataRow<string>(command.Name));

    [Fact]
    public void What_PowerShell_reads_is_what_the_pages_and_the_code_say() =>
        Assert.Empty(HelpFiles.Stale(Repository.Root).Select(static file => file.Key + " is not up to date: run ./build.ps1 Docs"));

    [Fact]
    public void No_page_or_help_file_is_of_something_that_is_gone()
    {
        IEnumerable<string> made = HelpFiles.Build(Repository.Root).Keys;
        IEnumerable<string> found = new[] { Repository.PathOf("docs", "help"), Repository.PathOf("en-US") }
            .SelectMany(static folder => Directory.EnumerateFiles(folder))
            .Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'));
        Assert.Empty(found.Except(made));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_page_has_a_synopsis_a_description_and_three_examples(string name)
    {
        HelpPage page = Page(name);
        Assert.Equal(name, page.Name);
        Assert.InRange(page.Synopsis.Length, 10, 80);
        Assert.True(page.Description.Length > 80, "The description says less than a line.");
        Assert.True(page.Examples.Count >= 3, $"{page.Examples.Count} examples.");
        Assert.All(page.Examples, example => Assert.True(example.Title.Length > 0 && example.Remarks.Length > 0, example.Code));
        Assert.Contains(page.Examples, example => example.Code.Contains(name, StringComparison.Ordinal));
        Assert.NotEmpty(page.Links);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_page_explains_every_parameter_and_no_other(string name)
    {
        CommandShape command = Commands.Single(one => one.Name == name);
        IReadOnlyDictionary<string, string> texts = Page(name).Parameters;
        Assert.Equal(command.Parameters.Select(static parameter => parameter.Name).Order(), texts.Keys.Order());
        Assert.All(texts, static text => Assert.True(text.Value.Length > 10 && text.Value.EndsWith('.'), $"-{text.Key}: {text.Value}"));
    }

    /// <summary>PowerShell 7.6 shows it when Tab completes the parameter's name.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Completion_shows_what_every_parameter_is_for(string name) => Assert.All(
        Commands.Single(one => one.Name == name).Parameters.Where(static parameter => parameter.Name is not ("WhatIf" or "Confirm")),
        static parameter => Assert.True(
            parameter.Message.Length is > 5 and <= 80 && !parameter.Message.EndsWith('.'),
            $"The HelpMessage of -{parameter.Name} is '{parameter.Message}': it needs one phrase of at most 80 "
                + "characters, the same in all sets."));

    [Theory, MemberData(nameof(Names))]
    public void A_page_names_the_types_that_the_class_declares(string name)
    {
        IReadOnlyList<string> declared = Commands.Single(one => one.Name == name).Outputs;
        string[] told = [.. Page(name).Outputs.Select(static type => type.Name)];
        Assert.True(told.Length > 0, "The page says nothing about outputs.");
        Assert.All(
            told.Where(static type => type != "None"),
            type => Assert.Contains(declared, one => one == type || Subtypes(type).Contains(one)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Links_lead_somewhere(string name) => Assert.All(
        Page(name).Links,
        static link =>
            Assert.True(File.Exists(Repository.PathOf("docs", "help", Regex.Match(link, @"\((?<to>[^)]+)\)").Groups["to"].Value)), link));

    [Fact]
    public void The_help_file_is_well_formed_and_has_every_cmdlet()
    {
        XNamespace command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
        var help = XDocument.Load(Repository.PathOf("en-US", "SalesManagoMobile.dll-Help.xml"));
        string[] helped = [.. help.Descendants(command + "details").Select(details => details.Element(command + "name")!.Value)];
        Assert.True(
            Commands.Select(static one => one.Name).SequenceEqual(helped),
            "The help file has other cmdlets than the module (run ./build.ps1 Docs). It has: " + string.Join(", ", helped));
    }

    [Fact]
    public void The_public_surface_changes_only_together_with_its_list()
    {
        string[] listed = Surface(Repository.Read(SurfacePage.Path)), built = Surface(SurfacePage.Write(Commands));
        string difference = string.Join(
            '\n', [.. listed.Except(built).Select(static line => "- " + line), .. built.Except(listed).Select(static line => "+ " + line)]);
        Assert.True(
            difference.Length == 0,
            $"{SurfacePage.Path} differs from the code (run ./build.ps1 Docs when that is intended):\n{difference}");
    }

    [Fact]
    public void The_text_of_topics_fits_a_console_of_eighty_columns()
    {
        IEnumerable<string> wide = from file in Directory.EnumerateFiles(Repository.PathOf("en-US"), "about_*.help.txt")
                                   from line in File.ReadLines(file)
                                   where line.Length > 80 && !line.StartsWith("        ", StringComparison.Ordinal)
                                   select $"{Path.GetFileName(file)}: {line}";
        Assert.Empty(wide);
    }

    /// <summary>The lines of the list, each with the cmdlet that it stands under.</summary>
    private static string[] Surface(string text)
    {
        string owner = "";
        return
        [
            .. from line in text.ReplaceLineEndings("\n").Split('\n')
               where line.Length > 0
               select line[0] == ' ' ? $"{owner} {line.Trim()}" : owner = line,
        ];
    }

    private static HelpPage Page(string name)
    {
        Assert.True(
            File.Exists(Repository.PathOf("docs", "help", name + ".md")),
            $"docs/help/{name}.md is missing. Write it from the page of a similar cmdlet, then run ./build.ps1 Docs.");
        return PageReader.Read(Repository.Read("docs", "help", name + ".md"));
    }

    private static IEnumerable<string> Subtypes(string type) =>
        AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(type)).OfType<Type>()
            .SelectMany(static parent => parent.Assembly.GetExportedTypes().Where(parent.IsAssignableFrom))
            .Select(static child => child.FullName!);
}
