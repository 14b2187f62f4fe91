using Microsoft.Win32.SafeHandles;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// One file of the spool, open for appending. <see cref="Length"/> counts only what is on the device: a write that failed
/// half way is cut off before the next one.
/// </summary>
internal class SpoolFile : IDisposable
{
    private static readonly byte[] FirstBytes = "{\"at\":\""u8.ToArray();

    private readonly FileStream _stream;
    private readonly SafeFileHandle _handle;
    private long _length;
    private bool _hasDebris;

    private protected SpoolFile(string path)
    {
        Path = path;
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,
            BufferSize = 0,
        };

        // Callbacks are about people: only the owner reads them. Windows gives a new file its folder's rights.
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _stream = new FileStream(path, options);
        _handle = _stream.SafeFileHandle;
        try
        {
            RefuseForeignFile();
            CutTornTail();
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    public string Path { get; }

    /// <summary>How many bytes are whole lines on the device.</summary>
    public long Length => Volatile.Read(ref _length);

    public static SpoolFile Open(string path) => new(path);

    /// <summary>Appends whole lines and returns when the device has them.</summary>
    /// <exception cref="IOException">The device did not take them; none of them counts.</exception>
    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        if (_hasDebris)
        {
            RandomAccess.SetLength(_handle, _length);
        }

        _hasDebris = true;
        try
        {
            Write(_handle, lines, _length);
            Flush(_handle);
        }
        catch
        {
            TryCutDebris();
            throw;
        }

        _hasDebris = false;
        Volatile.Write(ref _length, _length + lines.Sum(line => (long)line.Length));
    }

    /// <exception cref="SpoolException">The device does not give the bytes.</exception>
    public int Read(Span<byte> buffer, long offset) => Read(_handle, Path, buffer, offset);

    /// <inheritdoc cref="Read(Span{byte}, long)"/>
    public static int Read(SafeFileHandle handle, string path, Span<byte> buffer, long offset)
    {
        try
        {
            return RandomAccess.Read(handle, buffer, offset);
        }
        catch (IOException failure)
        {
            throw new SpoolException($"The spool {path} cannot be read: {failure.Message}", failure);
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected virtual void Write(SafeFileHandle handle, IReadOnlyList<ReadOnlyMemory<byte>> lines, long offset) =>
        RandomAccess.Write(handle, lines, offset);

    private protected virtual void Flush(SafeFileHandle handle) => RandomAccess.FlushToDisk(handle);

    /// <summary>What failed was refused to its callers, who may send it again. If it cannot go now, it goes before the next append.</summary>
    private void TryCutDebris()
    {
        try
        {
            RandomAccess.SetLength(_handle, _length);
            _hasDebris = false;
        }
        catch (IOException)
        {
            // Why the append failed is told. That the device does not let go of it either is no news.
        }
    }

    /// <summary>A mistyped path must not cost anybody the last line of another file.</summary>
    private void RefuseForeignFile()
    {
        Span<byte> first = stackalloc byte[FirstBytes.Length];
        first = first[..RandomAccess.Read(_handle, first, 0)];
        if (!FirstBytes.AsSpan().StartsWith(first))
        {
            throw new SpoolException($"The file {Path} is not a spool of callbacks. Give another path.");
        }
    }

    /// <summary>
    /// A process that was killed while it wrote leaves a last line without its end. Nobody was told that this line is kept,
    /// so it goes.
    /// </summary>
    private void CutTornTail()
    {
        long length = RandomAccess.GetLength(_handle);
        long end = length;
        Span<byte> block = stackalloc byte[4096];
        while (end > 0)
        {
            long start = Math.Max(0, end - block.Length);
            Span<byte> read = block[..RandomAccess.Read(_handle, block[..(int)(end - start)], start)];
            int newLine = read.LastIndexOf((byte)'\n');
            if (newLine >= 0)
            {
                end = start + newLine + 1;
                break;
            }

            end = start;
        }

        if (end < length)
        {
            RandomAccess.SetLength(_handle, end);
        }

        _length = end;
    }
}
