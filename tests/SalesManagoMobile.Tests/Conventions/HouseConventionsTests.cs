using System.Xml.Linq;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>How the house is kept.</summary>
public sealed class HouseConventionsTests
{
    private static readonly string[] Rooms = ["src", "tests", "samples", "bench"];

    [Fact]
    public void No_source_file_is_longer_than_300_lines() =>
        Assert.Empty(Sources("*.cs").Where(static file => File.ReadLines(file).Count() > 300).Select(Relative));

    [Fact]
    public void Every_source_file_is_in_the_namespace_of_its_assembly()
    {
        IEnumerable<string> strays =
            from file in Sources("*.cs")
            let relative = Relative(file)
            where relative.StartsWith("src/", StringComparison.Ordinal)
            let line = File.ReadLines(file).FirstOrDefault(static line => line.StartsWith("namespace ", StringComparison.Ordinal))
            where line is not null && line != $"namespace {relative.Split('/')[1]};"
            select $"{relative}: {line}";
        Assert.Empty(strays);
    }

    /// <summary>Client and Sandbox share nothing: they must not agree on one bug.</summary>
    [Theory]
    [InlineData("Client", "Durable")]
    [InlineData("Callbacks", "Durable Http")]
    [InlineData("Sandbox", "Http")]
    [InlineData("Durable", "")]
    [InlineData("Http", "")]
    [InlineData("Reporting", "Client")]
    public void A_library_knows_only_the_parts_it_may_and_no_package(string library, string parts)
    {
        string project = "SalesManagoMobile." + library;
        var file = XDocument.Load(Repository.PathOf("src", project, project + ".csproj"));
        string[] allowed = [.. parts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static part => "SalesManagoMobile." + part)];
        Assert.Equal(allowed, file.Descendants("ProjectReference")
            .Select(static part => Path.GetFileNameWithoutExtension(part.Attribute("Include")!.Value)).Order(StringComparer.Ordinal));
        Assert.Empty(file.Descendants("PackageReference"));
    }

    private static IEnumerable<string> Sources(string pattern) =>
        from room in Rooms
        let folder = Repository.PathOf(room)
        where Directory.Exists(folder)
        from file in Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
        where !Relative(file).Split('/').Any(static part => part is "obj" or "bin")
        select file;

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
}
