using System.Security.Cryptography;

namespace SalesManagoMobile.Client;

/// <summary>
/// A file that grows under a name that nobody can know before, and gets its own in one step when it is whole. Nobody else's file or link
/// can be in its way. Disposed of before it is whole, it is gone; only a killed process leaves it behind.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private const int MaxTries = 20;
    private const int SharingViolation = unchecked((int)0x80070020);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
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
        await RetryAsync(() => File.Move(_path, target, overwrite), time, cancellationToken).ConfigureAwait(false);
        _done = true;
    }

    /// <summary>Tries again for two seconds while somebody has the file open, as virus scanners on Windows do with a new one.</summary>
    internal static async Task RetryAsync(Action move, TimeProvider time, CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                move();
                return;
            }
            catch (IOException e) when (e.HResult == SharingViolation && tries < MaxTries)
            {
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
            catch (UnauthorizedAccessException) when (OperatingSystem.IsWindows() && tries < MaxTries)
            {
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
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
