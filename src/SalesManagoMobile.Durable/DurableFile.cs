using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using Microsoft.Win32.SafeHandles;

namespace SalesManagoMobile.Durable;

/// <summary>
/// Opens files that must survive: for one writer, or for a reader beside it. Only regular files, whatever the path looks like.
/// </summary>
internal static class DurableFile
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int LinuxCloseOnExec = 0x80000;
    private const int MacCloseOnExec = 0x1000000;
    private const int SetOpenFileLock = 37;
    private const short WriteLock = 1;
    private const short NoLock = 2;

    /// <summary>Whether the system refused to open a file because somebody else holds it.</summary>
    public static bool IsLocked(IOException e) => e.HResult is SharingViolation or LinuxWouldBlock or MacWouldBlock;

    /// <summary>The full path of the file that a path leads to: two links to one file are one file, so they must have one lock.</summary>
    /// <exception cref="IOException">It is a folder, a device, a pipe or an alternate data stream.</exception>
    public static string Resolve(string path)
    {
        path = Path.GetFullPath(path);
        return Problem(path) is { } problem ? throw new IOException(problem)
            : new FileInfo(path).LinkTarget is null ? path
            : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
    }

    /// <summary>Why a path cannot be that of a file, whether there is one or not; null when it can.</summary>
    /// <param name="path">The full path.</param>
    /// <exception cref="IOException">The system does not say.</exception>
    public static string? Problem(string path) =>
        OperatingSystem.IsWindows() && ProblemOfName(path) is { } problem ? problem
        : Directory.Exists(path) ? "It is a folder. Give the path of a file."
        : FileFacts.Of(path) is { IsRegular: false } ? "It is a device, a pipe or a socket. Give the path of a file."
        : null;

    /// <summary>Opens or creates a file to read and to append. A new one is readable by its owner only.</summary>
    /// <param name="path">What <see cref="Resolve"/> returned.</param>
    /// <param name="share">
    /// What others may do meanwhile. <see cref="FileShare.None"/> locks it against every other writer until it is closed or the process
    /// dies; readers by
    /// <see cref="OpenForReading"/> still get it.
    /// </param>
    /// <param name="isPrivate">On Windows: the owner alone has access. Otherwise a new file gets the rights of its folder there.</param>
    public static FileStream OpenForAppending(string path, FileShare share, bool isPrivate)
    {
        if (OperatingSystem.IsWindows())
        {
            if (isPrivate)
            {
                CreateForOwner(path);
            }

            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share == FileShare.None ? FileShare.Read : share, 0);
        }

        return new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            // None becomes an exclusive flock, which the system drops when the process dies.
            Share = share,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }

    /// <summary>
    /// Locks a file against other writers, and nobody else, until it is unlocked or closed, as sharing for reading does on Windows. On Linux
    /// such a sharing keeps no writer out, and locking the file for all would keep out those who look at it with other programs.
    /// </summary>
    /// <exception cref="IOException">Another writer has it.</exception>
    public static void LockAgainstWriters(SafeFileHandle file, bool isLocked = true)
    {
        var region = new Region { Type = isLocked ? WriteLock : NoLock };
        if (OperatingSystem.IsLinux() && SetLock(file, SetOpenFileLock, ref region) < 0 && Marshal.GetLastPInvokeError() == LinuxWouldBlock)
        {
            throw new IOException("Another program writes to it.", LinuxWouldBlock);
        }
    }

    /// <summary>Opens a file for reading, also while a writer has it locked.</summary>
    /// <exception cref="IOException">There is no such file, or it is not a regular one.</exception>
    public static FileStream OpenForReading(string path)
    {
        path = Resolve(path);
        return OperatingSystem.IsWindows()
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0)
            : OpenWithoutLock(path);
    }

    /// <summary>
    /// Opens a file of the user's for reading, as <see cref="OpenForReading"/> does, with its path in the error. A pipe is refused, because
    /// nobody may ever write to it.
    /// </summary>
    /// <exception cref="IOException">There is no such file, or it is not a regular one.</exception>
    public static FileStream OpenInput(string path)
    {
        try
        {
            return OpenForReading(path);
        }
        catch (IOException e)
        {
            throw new IOException($"{path} could not be opened: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>
    /// Flushes the name of a new file: a flush of the file alone does not promise that a power cut leaves it there to be found.
    /// On Windows it does, and a folder that may be written but not read cannot be flushed.
    /// </summary>
    public static void FlushName(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new SafeFileHandle(Descriptor(Path.GetDirectoryName(path)!), ownsHandle: true);
        if (!folder.IsInvalid)
        {
            RandomAccess.FlushToDisk(folder);
        }
    }

    /// <summary>
    /// On Unix the runtime takes a shared lock on every file it opens to read. A reader must do without: it would be refused beside a
    /// writer, and a writer that starts while somebody reads would be refused, too.
    /// </summary>
    private static FileStream OpenWithoutLock(string path)
    {
        int descriptor = Descriptor(path);
        if (descriptor < 0)
        {
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }

        return new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Read, 0);
    }

    private static int Descriptor(string path) => OpenReadOnly(path, OperatingSystem.IsMacOS() ? MacCloseOnExec : LinuxCloseOnExec);

    [DllImport("libc", EntryPoint = "open", SetLastError = true, BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int OpenReadOnly([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SetLock(SafeFileHandle file, int command, ref Region region);

    /// <summary>What the name of a path means to Windows, when that is no file.</summary>
    private static string? ProblemOfName(string path)
    {
        const string device = @"\\.\";
        path = Path.GetFullPath(path);
        string plain = path.StartsWith(@"\\?\", StringComparison.Ordinal) ? path[device.Length..] : path;
        return plain.StartsWith(device, StringComparison.Ordinal) ? $"{plain[device.Length..]} is a device. Give the path of a file."
            : plain.LastIndexOf(':') > 1 ? "It is an alternate data stream, which most tools neither show nor copy. "
                + "Give the path of a file without a second colon."
            : Path.GetFileName(plain).IndexOfAny(Path.GetInvalidFileNameChars()) >= 0
                ? "A file name on Windows has none of the characters < > \" | ? *. Give another name."
            : null;
    }

    [SupportedOSPlatform("windows")]
    private static void CreateForOwner(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        using var owner = WindowsIdentity.GetCurrent();
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(owner.User!, FileSystemRights.FullControl, AccessControlType.Allow));
        const FileSystemRights rights = FileSystemRights.ReadData | FileSystemRights.WriteData;
        new FileInfo(path).Create(FileMode.OpenOrCreate, rights, FileShare.ReadWrite, 4096, FileOptions.None, security).Dispose();
    }

    /// <summary><c>struct flock</c>: zero lengths mean the whole file.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Region
    {
        public short Type;
        public short Whence;
        public long Start;
        public long Length;
        public int Process;
    }
}
