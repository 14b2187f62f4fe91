namespace SalesManagoMobile.Callbacks;

/// <summary>Reads a spool that may be in use by a receiver, or that was moved away.</summary>
public static class SpoolReader
{
    /// <summary>
    /// All callbacks of the file in the order of their arrival, repeats marked. A last line without its end is left out: it
    /// is being written, or its sender was never told that it is kept.
    /// </summary>
    /// <exception cref="SpoolException">The file cannot be read, or has no line ends.</exception>
    public static IEnumerable<SpooledCallback> Read(string path)
    {
        using FileStream file = Open(path);
        var window = new DuplicateWindow();
        var scanner = new SpoolScanner((buffer, offset) => SpoolFile.Read(file.SafeFileHandle, path, buffer, offset), 0);
        while (scanner.Next(long.MaxValue) is { } entry)
        {
            yield return new SpooledCallback(entry.Post is { } post ? window.Mark(CallbackParser.Parse(post)) : null, entry, path);
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SpoolException($"The spool {path} cannot be read: {e.Message}", e);
        }
    }
}
