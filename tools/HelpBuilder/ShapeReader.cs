using System.Management.Automation;
using System.Reflection;

namespace SalesManagoMobile.Help;

/// <summary>Reads the cmdlets' attributes as metadata: nothing of the module or of an engine runs.</summary>
internal static class ShapeReader
{
    private const string AllSets = "__AllParameterSets";

    /// <summary>Every cmdlet of the module, by name.</summary>
    public static IReadOnlyList<CommandShape> ReadAll() =>
    [
        .. Assembly.Load("SalesManagoMobile")
            .GetExportedTypes()
            .Where(static type => !type.IsAbstract && Find(type, "CmdletAttribute") is not null)
            .Select(Read).OrderBy(static command => command.Name, StringComparer.Ordinal),
    ];

    private static CommandShape Read(Type type)
    {
        CustomAttributeData cmdlet = Find(type, "CmdletAttribute")!;
        List<ParameterShape> parameters = [.. Properties(type).Where(IsShown).Select(Read)];
        if (Named(cmdlet, "SupportsShouldProcess") is true)
        {
            parameters.Add(Common("WhatIf", "wi"));
            parameters.Add(Common("Confirm", "cf"));
        }

        string? defaultSet = Named(cmdlet, "DefaultParameterSetName") as string;
        string[] named =
            [.. parameters.SelectMany(static parameter => parameter.Uses).Select(static use => use.Set).OfType<string>().Distinct()];
        return new CommandShape(
            (string)cmdlet.ConstructorArguments[0].Value!,
            (string)cmdlet.ConstructorArguments[1].Value!,
            defaultSet,
            named.Length == 0 ? [null] : [.. named.OrderByDescending(set => set == defaultSet)],
            parameters,
            [
                .. type.GetCustomAttributesData()
                    .Where(static data => data.AttributeType.Name == "OutputTypeAttribute")
                    .SelectMany(OutputNames)
                    .Distinct(),
            ]);
    }

    /// <summary>A class's own properties before those of its bases, as Get-Command shows them.</summary>
    private static IEnumerable<PropertyInfo> Properties(Type type)
    {
        for (Type? level = type; level is not null && level != typeof(PSCmdlet); level = level.BaseType)
        {
            foreach (PropertyInfo property in level.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            {
                yield return property;
            }
        }
    }

    /// <summary>A parameter that Tab does not offer serves pipelines only, and is not in the help.</summary>
    private static bool IsShown(PropertyInfo property) =>
        Find(property, "ParameterAttribute") is { } parameter && Named(parameter, "DontShow") is not true;

    private static ParameterShape Read(PropertyInfo property)
    {
        IEnumerable<CustomAttributeData> attributes = property.GetCustomAttributesData();
        Type inner = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        Type element = inner.IsArray ? inner.GetElementType()! : inner;
        CustomAttributeData? set = Find(property, "ValidateSetAttribute");
        CustomAttributeData[] uses = [.. attributes.Where(static data => data.AttributeType.Name == "ParameterAttribute")];
        string[] messages = [.. uses.Select(static use => Named(use, "HelpMessage") as string ?? "").Distinct()];
        return new ParameterShape(
            property.Name,
            inner,
            messages is [string message] ? message : "",
            Find(property, "AliasAttribute") is { } alias ? Strings(alias.ConstructorArguments[0]) : [],
            Find(property, "SupportsWildcardsAttribute") is not null,
            set is not null ? Strings(set.ConstructorArguments[0]) : element.IsEnum ? Enum.GetNames(element) : [],
            [.. uses.Select(ReadUse)]);
    }

    private static ParameterUse ReadUse(CustomAttributeData data) => new(
        Named(data, "ParameterSetName") is string set && set != AllSets ? set : null,
        Named(data, "Position") is int position && position >= 0 ? position : null,
        Named(data, "Mandatory") is true,
        Named(data, "ValueFromPipeline") is true,
        Named(data, "ValueFromPipelineByPropertyName") is true,
        Named(data, "ValueFromRemainingArguments") is true);

    private static ParameterShape Common(string name, string alias) =>
        new(name, typeof(SwitchParameter), "", [alias], false, [], [new ParameterUse(null, null, false, false, false, false)]);

    private static IEnumerable<string> OutputNames(CustomAttributeData data) => data.ConstructorArguments
        .SelectMany(static argument => argument.Value is IEnumerable<CustomAttributeTypedArgument> items ? items : [argument])
        .Select(static item => item.Value is Type type ? type.FullName! : (string)item.Value!);

    private static string[] Strings(CustomAttributeTypedArgument list) =>
        [.. ((IEnumerable<CustomAttributeTypedArgument>)list.Value!).Select(static item => (string)item.Value!)];

    private static object? Named(CustomAttributeData data, string name) =>
        data.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value;

    private static CustomAttributeData? Find(MemberInfo member, string name) =>
        member.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType.Name == name);
}
