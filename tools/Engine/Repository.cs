namespace SalesManagoMobile.Engine;

/// <summary>Where the repository's files are, seen from a program that was built in it.</summary>
public static class Repository
{
    /// <summary>The folder that holds the module's manifest.</summary>
    public static string Root { get; } = FindRoot();

    /// <returns>The full path of a file or folder of the repository.</returns>
    public static string PathOf(params IEnumerable<string> parts) => Path.Combine([Root, .. parts]);

    /// <returns>The text of a file of the repository.</returns>
    public static string Read(params IEnumerable<string> parts) => File.ReadAllText(PathOf(parts));

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SalesManagoMobile.psd1")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new DirectoryNotFoundException("There is no SalesManagoMobile.psd1 above " + AppContext.BaseDirectory);
    }
}
