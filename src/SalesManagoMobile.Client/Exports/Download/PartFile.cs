namespace SalesManagoMobile.Client;

/// <summary>
/// A file that grows under another name and gets its own in one step, when it is whole. While it grows it is locked, so that two runs never
/// write one file; disposed of before it is whole, it is gone. What a killed run left behind is begun again by the next one: without the
/// validator of its first answer nothing tells that it is the start of the same file.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private readonly string _path;
    private bool _done;

    private PartFile(string path, FileStream stream) => (_path, Stream) = (path, stream);

    /// <summary>Where the bytes go.</summary>
    public FileStream Stream { get; }

    /// <param name="path">The name while it grows; in the folder of the final name, so that the step is one rename.</param>
    /// <exception cref="IOException">Another run is writing it, or the folder cannot be written.</exception>
    public static PartFile Open(string path)
    {
        const int Tries = 5;
        for (int i = 0; i < Tries; i++)
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                // Windows renames an open file only if it was shared for that; other systems always do.
                Share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None,
                BufferSize = 0,
            };

            // Exports hold addresses and phone numbers: whoever else may see them, the owner decides.
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            var stream = new FileStream(path, options);

            // Between opening and locking, the run that had the lock may have given this very file its final name.
            // Then it is not ours to touch.
            if (File.Exists(path))
            {
                stream.SetLength(0);
                return new PartFile(path, stream);
            }

            stream.Dispose();
        }

        throw new IOException($"Other runs keep writing {path}.");
    }

    /// <summary>Gives the file its final name, with all its bytes on the device.</summary>
    /// <exception cref="IOException">The target exists and may not be overwritten, or cannot be.</exception>
    public void Commit(string target, bool overwrite)
    {
        Stream.Flush(flushToDisk: true);
        File.Move(_path, target, overwrite);
        _done = true;
    }

    public void Dispose()
    {
        try
        {
            if (!_done)
            {
                File.Delete(_path);
            }

            _done = true;
        }
        finally
        {
            Stream.Dispose();
        }
    }
}
