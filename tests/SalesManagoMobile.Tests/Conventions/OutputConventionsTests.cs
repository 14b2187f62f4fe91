using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>What the cmdlets write can be looked at and can be stored.</summary>
public sealed class OutputConventionsTests
{
    private static readonly HashSet<Type> Plain =
    [
        typeof(string), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(decimal),
        typeof(Guid), typeof(Uri), typeof(DateTimeOffset), typeof(TimeSpan),
    ];

    /// <summary>Every type of the module that some cmdlet writes, and for an abstract one its subtypes.</summary>
    private static readonly IReadOnlyList<Type> Written =
    [
        .. CmdletClass.All.SelectMany(static cmdlet => cmdlet.Outputs)
            .Where(static type => type.Namespace?.StartsWith("SalesManagoMobile", StringComparison.Ordinal) == true)
            .SelectMany(static type => type.IsAbstract ? type.Assembly.GetExportedTypes().Where(type.IsAssignableFrom) : [type])
            .Where(static type => !type.IsAbstract).Distinct().OrderBy(static type => type.Name),
    ];

    public static IEnumerable<TheoryDataRow<Type>> Types => Written.Select(static type => new TheoryDataRow<Type>(type));

    [Theory, MemberData(nameof(Types))]
    public void Every_property_is_a_value_that_a_CSV_file_can_hold(Type type)
    {
        IEnumerable<string> others = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static property => Nullable.GetUnderlyingType(property.PropertyType) is var inner
                && !IsPlain(inner ?? property.PropertyType))
            .Select(static property => $"{property.Name}: {property.PropertyType.Name}");
        Assert.Empty(others);
    }

    [Theory, MemberData(nameof(Types))]
    public void Every_type_has_a_table_and_a_list_view(Type type)
    {
        XElement[] views =
        [
            .. Directory.EnumerateFiles(Repository.PathOf("src", "SalesManagoMobile", "Formats"), "*.Format.ps1xml")
                .SelectMany(static file => XDocument.Load(file).Descendants("View"))
                .Where(
                    view =>
                        view.Element("ViewSelectedBy")!
                            .Elements("TypeName")
                            .Any(name => name.Value == type.FullName || name.Value == type.BaseType!.FullName)),
        ];
        Assert.Contains(views, static view => view.Element("TableControl") is not null);
        Assert.Contains(views, static view => view.Element("ListControl") is not null);
    }

    [Fact]
    public void Every_view_is_of_a_type_that_exists()
    {
        Assembly[] assemblies =
        [
            .. new[] { "", ".Client", ".Reporting", ".Callbacks", ".Sandbox" }
                .Select(static part => Assembly.Load("SalesManagoMobile" + part)),
        ];
        IEnumerable<string> unknown = Directory.EnumerateFiles(Repository.PathOf("src", "SalesManagoMobile", "Formats"), "*.Format.ps1xml")
            .SelectMany(static file => XDocument.Load(file).Descendants("View").Elements("ViewSelectedBy").Elements("TypeName"))
            .Select(static name => name.Value)
            .Where(name => assemblies.All(assembly => assembly.GetType(name) is null))
            .Except([ObjectJson.TypeName]);
        Assert.Empty(unknown);
    }

    private static bool IsPlain(Type type) => type.IsEnum || Plain.Contains(type);
}
