namespace SalesManagoMobile.Help;

/// <summary>How a parameter stands in one parameter set.</summary>
/// <param name="Set">The set's name, or null when it is the same in all.</param>
/// <param name="Position">Its position, or null when it is given by name only.</param>
internal sealed record ParameterUse(string? Set, int? Position, bool Mandatory, bool FromPipeline, bool FromPropertyName, bool FromRest);

/// <summary>A parameter as its property declares it.</summary>
/// <param name="Message">What completion shows of it; empty for one that has no such message in each of its sets.</param>
/// <param name="Values">The values it accepts, when they are a closed list.</param>
internal sealed record ParameterShape(
    string Name, Type Type, string Message, IReadOnlyList<string> Aliases, bool Wildcards, IReadOnlyList<string> Values,
    IReadOnlyList<ParameterUse> Uses)
{
    public bool IsSwitch => Type.Name == "SwitchParameter";

    /// <summary>Its use in a set, or null when it is not in it.</summary>
    public ParameterUse? In(string? set) => Uses.FirstOrDefault(use => use.Set is null || use.Set == set);
}
