namespace SalesManagoMobile.Help;

/// <summary>One example of a page.</summary>
/// <param name="Code">What a user types.</param>
/// <param name="Remarks">What comes of it.</param>
internal sealed record HelpExample(string Title, string Code, string Remarks);

/// <summary>A type that a cmdlet takes or writes, and what it is.</summary>
internal sealed record HelpType(string Name, string Text);

/// <summary>What a person wrote in a cmdlet's page; all else in it follows from the class.</summary>
/// <param name="Parameters">The description of each parameter, by name.</param>
/// <param name="Links">Lines of the related links, as Markdown.</param>
/// <param name="Date">When the page last changed, as PlatyPS writes it: month/day/year. Empty for a page that does not say.</param>
internal sealed record HelpPage(
    string Name,
    string Synopsis,
    string Description,
    IReadOnlyList<HelpExample> Examples,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyList<HelpType> Inputs,
    IReadOnlyList<HelpType> Outputs,
    string Notes,
    IReadOnlyList<string> Links,
    string Date)
{
    /// <summary>Where the page is read in a browser.</summary>
    public string Online => $"https://github.com/SalesManagoMobile/SalesManagoMobile/blob/main/docs/help/{Name}.md";
}
