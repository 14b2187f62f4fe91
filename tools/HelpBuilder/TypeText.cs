namespace SalesManagoMobile.Help;

/// <summary>How help writes the name of a type.</summary>
internal static class TypeText
{
    private static readonly Dictionary<string, string> Short = new()
    {
        ["System.String"] = "string",
        ["System.Int32"] = "int",
        ["System.Int64"] = "long",
        ["System.Double"] = "double",
        ["System.Object"] = "object",
        ["System.Boolean"] = "bool",
        ["System.Management.Automation.SwitchParameter"] = "switch",
    };

    /// <summary>As a syntax line writes it: <c>string[]</c>, <c>SmSession</c>.</summary>
    public static string InSyntax(Type type) =>
        type.IsArray ? InSyntax(type.GetElementType()!) + "[]" : Short.GetValueOrDefault(type.FullName!, type.Name);
}
