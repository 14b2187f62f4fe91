using System.Globalization;

namespace SalesManagoMobile.Help;

/// <summary>Every file of the help as it should be: the pages completed from the code, and what PowerShell reads.</summary>
internal static class HelpFiles
{
    /// <returns>The content of each file, by its path in the repository.</returns>
    /// <exception cref="FormatException">A page does not exist, or says nothing about a parameter.</exception>
    public static IReadOnlyDictionary<string, string> Build(string root)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        string today = DateTime.Today.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);
        var commands = new List<(HelpPage Page, CommandShape Command)>();
        foreach (CommandShape command in ShapeReader.ReadAll())
        {
            string path = $"docs/help/{command.Name}.md";
            if (!File.Exists(Path.Combine(root, path)))
            {
                throw new FormatException(
                    $"{path} is missing. Write it from the page of a similar cmdlet: its texts are enough, the rest is added.");
            }

            string old = Read(root, path);
            HelpPage page = PageReader.Read(old);
            commands.Add((page, command));
            string text = PageWriter.Write(page, command);
            files[path] = text == old ? old : PageWriter.Write(page with { Date = today }, command);
        }

        string module = Read(root, ModulePage.Path);
        string ModuleText(string date) =>
            ModulePage.Write(Read(root, "SalesManagoMobile.psd1"), date, commands.Select(static pair => pair.Page));
        files[ModulePage.Path] = ModuleText(PageReader.Date(module)) == module ? module : ModuleText(today);
        files[SurfacePage.Path] = SurfacePage.Write(commands.Select(static pair => pair.Command));

        files["en-US/SalesManagoMobile.dll-Help.xml"] = MamlWriter.Write(commands);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(root, "docs"), "about_*.md"))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            string markdown = ErrorsPage.Refresh(File.ReadAllText(file).ReplaceLineEndings("\n"));
            files[$"docs/{name}.md"] = markdown;
            files[$"en-US/{name}.help.txt"] = AboutWriter.Write(markdown);
        }

        return files;
    }

    private static string Read(string root, string path) =>
        File.Exists(Path.Combine(root, path)) ? File.ReadAllText(Path.Combine(root, path)).ReplaceLineEndings("\n") : "";

    /// <summary>The files that are not as they should be.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Stale(string root) =>
        [.. Build(root).Where(file => Read(root, file.Key) != file.Value)];
}
