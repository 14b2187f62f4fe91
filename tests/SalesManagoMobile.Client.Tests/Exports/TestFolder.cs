namespace SalesManagoMobile.Client.Tests;

/// <summary>A folder for one test.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("sm-test-").FullName;

    public string this[string name] => Path.Combine(_path, name);

    /// <summary>The names of what is in it.</summary>
    public IReadOnlyList<string> Files => [.. Directory.EnumerateFileSystemEntries(_path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
