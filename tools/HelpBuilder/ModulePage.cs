using System.Globalization;
using System.Text;

namespace SalesManagoMobile.Help;

/// <summary>Writes the page of the module in the layout of PlatyPS: every cmdlet with its synopsis.</summary>
internal static class ModulePage
{
    public const string Path = "docs/help/SalesManagoMobile.md";

    public static string Write(string manifest, string date, IEnumerable<HelpPage> pages)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            ---
            document type: module
            HelpInfoUri: ''
            Locale: en-US
            Module Guid: {ManifestValue(manifest, "GUID")}
            Module Name: SalesManagoMobile
            ms.date: {date}
            PlatyPS schema version: 2024-05-01
            title: SalesManagoMobile Module
            ---

            # SalesManagoMobile Module

            ## Description

            {ManifestValue(manifest, "Description")}

            ## SalesManagoMobile

            """);
        foreach (HelpPage page in pages)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### [{page.Name}]({page.Name}.md)\n\n{page.Synopsis}\n");
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string ManifestValue(string manifest, string key)
    {
        string line = manifest.Split('\n').First(line => line.TrimStart().StartsWith(key + " ", StringComparison.Ordinal));
        return line[(line.IndexOf('\'', StringComparison.Ordinal) + 1)..line.LastIndexOf('\'')];
    }
}
