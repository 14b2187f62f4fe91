namespace SalesManagoMobile.Quickstart;

/// <summary>The checkout that this program was built in.</summary>
internal static class Checkout
{
    public static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SalesManagoMobile.psd1")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The quickstart runs from a checkout of the repository.");
    }
}
