using System.Management.Automation;
using System.Reflection;

namespace SalesManagoMobile.Tests;

/// <summary>
/// A cmdlet as its class declares it, read from the metadata: the engine's stand-in has attributes that forget what they were given.
/// </summary>
/// <param name="Type">The class.</param>
/// <param name="Verb">The verb it declares.</param>
/// <param name="Noun">The noun it declares.</param>
/// <param name="SupportsShouldProcess">Whether it has <c>-WhatIf</c> and <c>-Confirm</c>.</param>
public sealed record CmdletClass(Type Type, string Verb, string Noun, bool SupportsShouldProcess)
{
    public static IReadOnlyList<CmdletClass> All { get; } =
    [
        .. from type in Assembly.Load("SalesManagoMobile").GetExportedTypes()
           from attribute in Declared<CmdletAttribute>(type)
           let cmdlet = new CmdletClass(
               type,
               (string)attribute.ConstructorArguments[0].Value!,
               (string)attribute.ConstructorArguments[1].Value!,
               attribute.NamedArguments.Any(
                   static named => named is { MemberName: nameof(CmdletAttribute.SupportsShouldProcess), TypedValue.Value: true }))
           orderby cmdlet.Noun, cmdlet.Verb
           select cmdlet,
    ];

    public string Name => $"{Verb}-{Noun}";

    /// <summary>The types that the cmdlet says it writes.</summary>
    public IReadOnlyList<Type> Outputs => [.. Declared<OutputTypeAttribute>(Type).SelectMany(Values<Type>)];

    /// <summary>The parameters without the common ones.</summary>
    public IReadOnlyList<PropertyInfo> Parameters =>
        [
            .. Type.GetProperties()
                .Where(static property => Declared<ParameterAttribute>(property).Any())
                .OrderBy(static property => property.Name),
        ];

    /// <summary>The other names of a parameter.</summary>
    public static IEnumerable<string> Aliases(PropertyInfo parameter) => Declared<AliasAttribute>(parameter).SelectMany(Values<string>);

    /// <inheritdoc />
    public override string ToString() => Name;

    private static IEnumerable<CustomAttributeData> Declared<TAttribute>(MemberInfo member) =>
        member.GetCustomAttributesData().Where(static data => data.AttributeType == typeof(TAttribute));

    /// <summary>What a constructor with a parameter array was given.</summary>
    private static IEnumerable<TValue> Values<TValue>(CustomAttributeData data) => data.ConstructorArguments
        .SelectMany(static argument => argument.Value as IEnumerable<CustomAttributeTypedArgument> ?? [argument])
        .Select(static argument => argument.Value)
        .OfType<TValue>();
}
