using System.Xml.Linq;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>The manifest says what the module is.</summary>
public sealed class ManifestConventionsTests
{
    [Fact]
    public void The_manifest_exports_exactly_the_cmdlets_that_exist()
    {
        string[] names = [.. CmdletClass.All.Select(static cmdlet => cmdlet.Name).Order(StringComparer.Ordinal)];
        Assert.True(
            names.SequenceEqual(Manifest.List("CmdletsToExport")),
            "CmdletsToExport in SalesManagoMobile.psd1 must list the cmdlets by name, in this order: " + string.Join(", ", names));
    }

    [Theory]
    [InlineData("FunctionsToExport")]
    [InlineData("AliasesToExport")]
    [InlineData("VariablesToExport")]
    public void Nothing_else_is_exported_and_the_manifest_says_so(string key) => Assert.Empty(Manifest.List(key));

    [Fact]
    public void Every_format_file_is_loaded()
    {
        IEnumerable<string> files = Directory.EnumerateFiles(Repository.PathOf("src", "SalesManagoMobile", "Formats"), "*.Format.ps1xml")
            .Select(static file => "bin/" + Path.GetFileName(file));
        Assert.Equal(files.Order(StringComparer.Ordinal), Manifest.List("FormatsToProcess").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_version_is_that_of_the_assemblies_and_of_the_change_log()
    {
        string version = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.Equal(version, Manifest.Value("ModuleVersion"));
        Assert.Contains($"## {version}", Repository.Read("CHANGELOG.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Description")]
    [InlineData("Author")]
    [InlineData("LicenseUri")]
    [InlineData("ProjectUri")]
    [InlineData("ReleaseNotes")]
    public void The_gallery_finds_what_it_shows(string key) => Assert.NotEmpty(Manifest.Value(key));

    [Fact]
    public void The_oldest_engine_is_7_4() => Assert.Equal("7.4", Manifest.Value("PowerShellVersion"));

    [Fact]
    public void No_one_elses_assembly_lies_in_the_modules_folder()
    {
        IEnumerable<string> assemblies = Directory.EnumerateFiles(Repository.PathOf("bin"), "*.dll")
            .Select(static file => Path.GetFileName(file)!);
        Assert.Equal(
            [
                "SalesManagoMobile.Callbacks.dll", "SalesManagoMobile.Client.dll", "SalesManagoMobile.Durable.dll",
                "SalesManagoMobile.Http.dll",
                "SalesManagoMobile.Reporting.dll", "SalesManagoMobile.Sandbox.dll", "SalesManagoMobile.dll",
            ],
            assemblies.Order(StringComparer.Ordinal));
    }
}
