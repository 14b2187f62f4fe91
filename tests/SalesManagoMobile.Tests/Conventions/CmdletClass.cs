using System.Management.Automation;
using System.Reflection;

namespace SalesManagoMobile.Tests;

/// <summary>A cmdlet as its class declares it. Reading the attributes needs no engine.</summary>
/// <param name="Type">The class.</param>
/// <param name="Attribute">Its <see cref="CmdletAttribute"/>.</param>
public sealed record CmdletClass(Type Type, CmdletAttribute Attribute)
{
    public static IReadOnlyList<CmdletClass> All { get; } =
    [
        .. from type in Assembly.Load("SalesManagoMobile").GetExportedTypes()
           let attribute = type.GetCustomAttribute<CmdletAttribute>()
           where attribute is not null
           orderby attribute.NounName, attribute.VerbName
           select new CmdletClass(type, attribute),
    ];

    public string Name => $"{Attribute.VerbName}-{Attribute.NounName}";

    /// <summary>The types that the cmdlet says it writes.</summary>
    public IReadOnlyList<PSTypeName> Outputs => [.. Type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(static output => output.Type)];

    /// <summary>The parameters without the common ones.</summary>
    public IReadOnlyList<PropertyInfo> Parameters =>
        [.. Type.GetProperties().Where(static property => property.GetCustomAttributes<ParameterAttribute>().Any()).OrderBy(static property => property.Name)];

    /// <inheritdoc />
    public override string ToString() => Name;
}
