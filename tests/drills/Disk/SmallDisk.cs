using System.Diagnostics;

namespace SalesManagoMobile.Drills;

/// <summary>A file system in memory that is soon full. Needs Linux and the right to mount.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    /// <summary>What to say on a machine that does not let us.</summary>
    public const string Needs = "needs Linux and the right to mount a small tmpfs";

    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    /// <returns>The disk, or null when this machine does not let us make one.</returns>
    public static async Task<SmallDisk?> MountAsync(string folder, int kilobytes, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        return OperatingSystem.IsLinux()
            && await RunAsync("mount", ["-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", folder], cancellationToken)
            ? new SmallDisk(folder)
            : null;
    }

    /// <summary>Makes room, as an admin would after the alarm.</summary>
    public async Task GrowAsync(int kilobytes, CancellationToken cancellationToken)
    {
        if (!await RunAsync("mount", ["-o", $"remount,size={kilobytes}k", Folder], cancellationToken))
        {
            throw new InvalidOperationException($"{Folder} cannot be made larger.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!await RunAsync("umount", [Folder], CancellationToken.None))
        {
            throw new InvalidOperationException($"{Folder} is still mounted.");
        }
    }

    private static async Task<bool> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0;
    }
}
