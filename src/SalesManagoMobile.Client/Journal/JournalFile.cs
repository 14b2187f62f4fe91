using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using Microsoft.Win32.SafeHandles;

namespace SalesManagoMobile.Client;

/// <summary>Opens the file of a journal: for one run alone, or for a reader beside it.</summary>
internal static class JournalFile
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int LinuxCloseOnExec = 0x80000;
    private const int MacCloseOnExec = 0x1000000;

    /// <summary>Opens or creates the file, readable by its owner only, and locks it until the stream is disposed or the process ends.</summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: locked by another run, or not to be opened.</exception>
    public static FileStream OpenLocked(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                CreateForOwner(path);
                return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, 0);
            }

            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                // Becomes an exclusive flock, which the system drops when the process dies.
                Share = FileShare.None,
                BufferSize = 0,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (IOException e) when (IsLocked(e))
        {
            throw new SmException(
                SmFailureKind.Journal,
                $"The journal {path} is in use by another run. Nothing was sent. Wait for that run to end, or give this one its own journal.",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotOpen(path, e);
        }
    }

    /// <summary>Opens the file for reading, also while a run has it locked.</summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: it does not exist, or is not to be opened.</exception>
    public static FileStream OpenForReading(string path)
    {
        try
        {
            return OperatingSystem.IsWindows()
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0)
                : OpenWithoutLock(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotOpen(path, e);
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

    public static SmException CannotOpen(string path, Exception cause) =>
        new(SmFailureKind.Journal, $"The journal {path} could not be opened: {cause.Message} Nothing was sent.", cause);

    private static bool IsLocked(IOException e) => e.HResult is SharingViolation or LinuxWouldBlock or MacWouldBlock;

    /// <summary>
    /// On Unix the runtime takes a shared lock on every file it opens to read. A reader must do without: it would be refused beside a run, and a run that
    /// starts while somebody reads would be refused, too.
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
}
