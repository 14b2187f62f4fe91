namespace SalesManagoMobile.Help;

/// <summary>Every file of the help as it should be: the pages completed from the code, and what PowerShell reads.</summary>
internal static class HelpFiles
{
    /// <returns>The content of each file, by its path in the repository.</returns>
    /// <exception cref="FormatException">A page does not exist, or says nothing about a parameter.</exception>
    public static IReadOnlyDictionary<string, string> Build(string root)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var commands = new List<(HelpPage Page, CommandShape Command)>();
        foreach (CommandShape command in ShapeReader.ReadAll())
        {
            string path = $"docs/help/{command.Name}.md";
            if (!File.Exists(Path.Combine(root, path)))
            {
                throw new FormatException($"{path} is missing.");
            }

            HelpPage page = PageReader.Read(File.ReadAllText(Path.Combine(root, path)));
            commands.Add((page, command));
            files[path] = PageWriter.Write(page, command);
        }

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

    /// <summary>The files that are not as they should be.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Stale(string root) =>
        [.. Build(root).Where(file => !File.Exists(Path.Combine(root, file.Key)) || File.ReadAllText(Path.Combine(root, file.Key)).ReplaceLineEndings("\n") != file.Value)];
}
