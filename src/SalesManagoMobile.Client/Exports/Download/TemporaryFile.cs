namespace SalesManagoMobile.Client;

/// <summary>Makes files that leave nothing behind, even when the process is killed.</summary>
internal static class TemporaryFile
{
    /// <summary>Opens a new file in the user's temporary folder that no other user can read and that vanishes when closed.</summary>
    public static FileStream Create()
    {
        string path = Path.Combine(Path.GetTempPath(), $"sm-{Guid.NewGuid():N}.tmp");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, options);

        // Windows removes the file with its last handle, whoever closes it; elsewhere an open file needs no name.
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }

        return file;
    }
}
