namespace SalesManagoMobile.Help;

/// <summary>A cmdlet as its class declares it.</summary>
/// <param name="Sets">The names of its parameter sets; one null when it has no named ones.</param>
/// <param name="Outputs">The full names of the types it writes.</param>
internal sealed record CommandShape(
    string Verb, string Noun, string? DefaultSet, IReadOnlyList<string?> Sets, IReadOnlyList<ParameterShape> Parameters,
    IReadOnlyList<string> Outputs)
{
    public string Name => $"{Verb}-{Noun}";

    /// <summary>The parameters of a set as a syntax line shows them: by position, then the mandatory ones, then the others.</summary>
    public IReadOnlyList<(ParameterShape Parameter, ParameterUse Use)> Syntax(string? set) =>
    [
        .. Parameters.Select(parameter => (Parameter: parameter, Use: parameter.In(set)))
            .Where(static pair => pair.Use is not null)
            .Select(static pair => (pair.Parameter, pair.Use!))
            .OrderBy(static pair => pair.Item2.Position ?? int.MaxValue)
            .ThenByDescending(static pair => pair.Item2.Mandatory)
            .ThenBy(static pair => pair.Parameter.Name is "WhatIf" or "Confirm"),
    ];
}
