namespace SalesManagoMobile.Tests.Support;

/// <summary>A folder for one test, deleted afterwards.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>The folder's full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("sm-test-").FullName;

    /// <summary>The names of what is in it, sorted.</summary>
    public IReadOnlyList<string> Files =>
        [
            .. Directory.EnumerateFileSystemEntries(Path)
                .Select(static entry => System.IO.Path.GetFileName(entry))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The full path of a file in it, which need not exist.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
