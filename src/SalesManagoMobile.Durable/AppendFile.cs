using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SalesManagoMobile.Durable;

/// <summary>A file that only grows, open for its one writer.</summary>
internal class AppendFile : IDisposable
{
    /// <summary>SIGXFSZ. Without a handler, a write beyond the process's file size limit kills the process instead of failing.</summary>
    private const PosixSignal FileSizeExceeded = (PosixSignal)25;

    private readonly FileStream _stream;
    private readonly SafeFileHandle _handle;
    private readonly FileFacts _facts;
    private readonly PosixSignalRegistration? _fileSizeExceeded;
    private long _length;

    /// <param name="path">What <see cref="DurableFile.Resolve"/> returned.</param>
    /// <param name="share">See <see cref="DurableFile.OpenForAppending"/>.</param>
    /// <param name="isPrivate">See <see cref="DurableFile.OpenForAppending"/>.</param>
    public AppendFile(string path, FileShare share, bool isPrivate)
    {
        Path = path;
        _stream = DurableFile.OpenForAppending(path, share, isPrivate);

        // The stream moves the file's position each time that it is asked for its handle.
        _handle = _stream.SafeFileHandle;
        try
        {
            DurableFile.LockAgainstWriters(_handle);
            _facts = FileFacts.Of(_handle);
            _length = _facts.Length;
            _fileSizeExceeded = OperatingSystem.IsWindows()
                ? null
                : PosixSignalRegistration.Create(FileSizeExceeded, signal => signal.Cancel = true);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    public string Path { get; }

    /// <summary>Where the next append goes. What lies beyond does not count.</summary>
    public long Length => Volatile.Read(ref _length);

    /// <summary>Whether the path still leads to this file, with everything that was appended.</summary>
    public bool IsInPlace => FileFacts.Of(Path) is { } named && named.IsSameFileAs(_facts) && named.Length >= _length;

    /// <summary>Appends bytes, and with <paramref name="flush"/> returns when the device has them and all before them.</summary>
    /// <exception cref="IOException">The device did not take them. None of them counts: <see cref="Length"/> is as before.</exception>
    public void Append(ReadOnlySpan<byte> bytes, bool flush)
    {
        Write(bytes, _length);
        if (flush)
        {
            Flush();
        }

        Volatile.Write(ref _length, _length + bytes.Length);
    }

    /// <summary>Writes bytes over what is there.</summary>
    /// <exception cref="IOException">The device did not take them.</exception>
    public void Overwrite(ReadOnlySpan<byte> bytes, long offset) => Write(bytes, offset);

    /// <summary>
    /// Cuts the file: to where whole records end after a crash, or to <see cref="Length"/> after a write that failed half way.
    /// </summary>
    public void Cut(long length)
    {
        if (RandomAccess.GetLength(_handle) != length)
        {
            RandomAccess.SetLength(_handle, length);
        }

        Volatile.Write(ref _length, length);
    }

    /// <summary>Lets others write to the file. Nothing more is appended by this object.</summary>
    public void Release() => DurableFile.LockAgainstWriters(_handle, isLocked: false);

    /// <summary>Reads bytes at an offset and returns how many; 0 at the end.</summary>
    public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(_handle, buffer, offset);

    /// <exception cref="IOException">The device does not say that it has everything.</exception>
    public virtual void Flush() => RandomAccess.FlushToDisk(_handle);

    public void Dispose()
    {
        if (_stream.CanWrite)
        {
            // A program that is being started has all files of this process open for a moment, and with them their locks.
            Release();
        }

        _stream.Dispose();
        _fileSizeExceeded?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected virtual void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(_handle, bytes, offset);
        }
        catch (ArgumentOutOfRangeException e)
        {
            // What the runtime makes of EFBIG.
            throw new IOException("The file would grow beyond the size that the system allows for this process or on this disk.", e);
        }
    }
}
