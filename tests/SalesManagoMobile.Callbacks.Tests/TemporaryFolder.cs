namespace SalesManagoMobile.Callbacks.Tests;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("callbacks-");

    public string Spool => Path.Combine(_folder.FullName, "callbacks.spool");

    public void Dispose() => _folder.Delete(recursive: true);
}
