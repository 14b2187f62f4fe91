using System.Runtime.InteropServices;

namespace SalesManagoMobile.Callbacks;

/// <summary>How many files and sockets the system lets this process have open.</summary>
internal static class FileHandles
{
    /// <summary>
    /// Left for everything but connections: the spool and its cursors, files that the pipeline writes, targets of forwarding, parts of the
    /// runtime that are loaded when they are first needed.
    /// </summary>
    public const int Reserved = 96;

    /// <summary>So many connections are taken however few the system allows: without any there is no receiver.</summary>
    public const int FewestConnections = 8;

    private const int LinuxNoFile = 7;
    private const int MacNoFile = 8;

    /// <summary>How many connections may be taken at once, at most so many as are wanted.</summary>
    /// <param name="wanted">What is asked for.</param>
    /// <param name="limit">What the system allows; null when it sets no limit.</param>
    /// <param name="open">What is open already.</param>
    public static int MaxConnections(int wanted, long? limit, int open) => limit is { } most
        ? (int)Math.Min(wanted, Math.Max(FewestConnections, most - open - Reserved))
        : wanted;

    /// <summary>The limit of this process; null where there is none, as on Windows.</summary>
    public static long? FindLimit()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        // An unlimited number is the largest of all.
        return GetLimit(OperatingSystem.IsMacOS() ? MacNoFile : LinuxNoFile, out Limit limit) == 0 && limit.Current < int.MaxValue
            ? (long)limit.Current
            : null;
    }

    /// <summary>How many are open in this process.</summary>
    public static int CountOpen()
    {
        string folder = OperatingSystem.IsLinux() ? "/proc/self/fd" : "/dev/fd";
        return Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder).Count() : 0;
    }

    [DllImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int GetLimit(int resource, out Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public nuint Current;
        public nuint Max;
    }
}
