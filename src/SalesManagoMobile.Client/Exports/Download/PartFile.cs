using System.Security.Cryptography;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Client;

/// <summary>
/// A file that is written under an unpredictable name and renamed atomically when it is complete. An existing file or link
/// cannot interfere. It is deleted if it is disposed of before that; only a killed process leaves it behind.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private readonly string _path;
    private bool _done;

    private PartFile(string path, FileStream stream) => (_path, Stream) = (path, stream);

    /// <summary>Where the bytes go.</summary>
    public FileStream Stream { get; }

    /// <param name="target">The final path: the file grows in the same folder, so that the step is one rename.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static PartFile Create(string target)
    {
        string name = $"{Path.GetFileName(target)}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.part";
        string path = Path.Combine(Path.GetDirectoryName(target)!, name);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
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

        return new PartFile(path, new FileStream(path, options));
    }

    /// <summary>Gives the file its final name, with all its bytes on the device.</summary>
    /// <exception cref="IOException">The target exists and may not be overwritten, or cannot be.</exception>
    public async Task CommitAsync(string target, bool overwrite, TimeProvider time, CancellationToken cancellationToken)
    {
        Stream.Flush(flushToDisk: true);
        await BusyFile.MoveAsync(_path, target, overwrite, time, cancellationToken).ConfigureAwait(false);
        _done = true;
    }

    public void Dispose()
    {
        if (!_done)
        {
            BusyFile.TryDelete(_path);
            _done = true;
        }

        Stream.Dispose();
    }
}
