namespace SalesManagoMobile.Tests;

/// <summary>Where the repository's files are, seen from a test.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the manifest.</summary>
    public static string Root { get; } = FindRoot();

    public static string PathOf(params IEnumerable<string> parts) => Path.Combine([Root, .. parts]);

    public static string Read(params IEnumerable<string> parts) => File.ReadAllText(PathOf(parts));

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SalesManagoMobile.psd1")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No SalesManagoMobile.psd1 above " + AppContext.BaseDirectory);
    }
}
