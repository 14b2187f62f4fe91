using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SalesManagoMobile.Durable;

/// <summary>What the system knows of a file, whatever name led to it.</summary>
/// <param name="Device">The volume that it is on.</param>
/// <param name="Number">Its number on that volume: with <paramref name="Device"/>, no other file that exists has the same.</param>
/// <param name="IsRegular">Whether it is a file, and no folder, device, pipe or socket.</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct FileFacts(ulong Device, ulong Number, bool IsRegular, long Length)
{
    private const int BufferLength = 256;
    private const int FileTypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int NotFound = 2;
    private const int NotAFolder = 20;

    /// <summary>The file that a path leads to, through links; null when there is none.</summary>
    /// <exception cref="IOException">The system does not say.</exception>
    public static FileFacts? Of(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            if (!Path.Exists(path))
            {
                return null;
            }

            using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Of(file);
        }

        Span<byte> buffer = stackalloc byte[BufferLength];
        int failed = OperatingSystem.IsMacOS()
            ? MacStat(path, ref MemoryMarshal.GetReference(buffer))
            : Statx(CurrentFolder, path, 0, BasicStats, ref MemoryMarshal.GetReference(buffer));
        return failed == 0
            ? Read(buffer)
            : Marshal.GetLastPInvokeError() is NotFound or NotAFolder ? null : throw new IOException(Marshal.GetLastPInvokeErrorMessage());
    }

    /// <summary>The file that is open.</summary>
    /// <exception cref="IOException">The system does not say.</exception>
    public static FileFacts Of(SafeFileHandle file)
    {
        Span<byte> buffer = stackalloc byte[BufferLength];
        if (OperatingSystem.IsWindows())
        {
            return GetFileInformationByHandle(file, ref MemoryMarshal.GetReference(buffer))
                ? ReadWindows(buffer, GetFileType(file) == WindowsDisk)
                : throw new IOException(new Win32Exception(Marshal.GetLastPInvokeError()).Message);
        }

        int failed = OperatingSystem.IsMacOS()
            ? MacFStat(file, ref MemoryMarshal.GetReference(buffer))
            : Statx(file, "", EmptyPath, BasicStats, ref MemoryMarshal.GetReference(buffer));
        return failed == 0 ? Read(buffer) : throw new IOException(Marshal.GetLastPInvokeErrorMessage());
    }

    /// <summary>Whether both are one file.</summary>
    public bool IsSameFileAs(FileFacts other) => Device == other.Device && Number == other.Number;

    /// <summary>
    /// The fields of <c>struct statx</c> on Linux and of <c>struct stat</c> with 64-bit inodes on macOS, where each system puts them.
    /// </summary>
    private static FileFacts Read(ReadOnlySpan<byte> buffer) => OperatingSystem.IsMacOS()
        ? new FileFacts(
            BinaryPrimitives.ReadUInt32LittleEndian(buffer),
            BinaryPrimitives.ReadUInt64LittleEndian(buffer[8..]),
            (BinaryPrimitives.ReadUInt16LittleEndian(buffer[4..]) & FileTypeMask) == RegularFile,
            BinaryPrimitives.ReadInt64LittleEndian(buffer[96..]))
        : new FileFacts(
            MemoryMarshal.Read<ulong>(buffer[136..]),
            MemoryMarshal.Read<ulong>(buffer[32..]),
            (MemoryMarshal.Read<ushort>(buffer[28..]) & FileTypeMask) == RegularFile,
            MemoryMarshal.Read<long>(buffer[40..]));

    /// <summary>The fields of <c>BY_HANDLE_FILE_INFORMATION</c>.</summary>
    private static FileFacts ReadWindows(ReadOnlySpan<byte> buffer, bool isDisk) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(buffer[28..]),
        High(buffer[44..], buffer[48..]),
        isDisk && ((FileAttributes)BinaryPrimitives.ReadInt32LittleEndian(buffer) & FileAttributes.Directory) == 0,
        (long)High(buffer[32..], buffer[36..]));

    private static ulong High(ReadOnlySpan<byte> high, ReadOnlySpan<byte> low) =>
        ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(high) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(low);

    private static int MacStat(string path, ref byte buffer) => RuntimeInformation.ProcessArchitecture == Architecture.Arm64
        ? MacStatArm(path, ref buffer)
        : MacStatIntel(path, ref buffer);

    private static int MacFStat(SafeFileHandle file, ref byte buffer) => RuntimeInformation.ProcessArchitecture == Architecture.Arm64
        ? MacFStatArm(file, ref buffer)
        : MacFStatIntel(file, ref buffer);

    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7FF;
    private const uint WindowsDisk = 1;

    [DllImport("libc", EntryPoint = "statx", SetLastError = true, BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, ref byte buffer);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true, BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Statx(
        SafeFileHandle file, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, ref byte buffer);

    [DllImport("libc", EntryPoint = "stat", SetLastError = true, BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int MacStatArm([MarshalAs(UnmanagedType.LPUTF8Str)] string path, ref byte buffer);

    [DllImport("libc", EntryPoint = "stat$INODE64", SetLastError = true, BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int MacStatIntel([MarshalAs(UnmanagedType.LPUTF8Str)] string path, ref byte buffer);

    [DllImport("libc", EntryPoint = "fstat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int MacFStatArm(SafeFileHandle file, ref byte buffer);

    [DllImport("libc", EntryPoint = "fstat$INODE64", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int MacFStatIntel(SafeFileHandle file, ref byte buffer);

    [DllImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetFileInformationByHandle(SafeFileHandle file, ref byte information);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint GetFileType(SafeFileHandle file);
}
