using System.Text;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile;

/// <summary>A file that is written whole or not at all: whoever opens it meanwhile sees the old one or the new one.</summary>
/// <param name="path">The full path.</param>
/// <param name="keep">Whether an existing file is left alone.</param>
internal sealed class ReportFile(string path, bool keep)
{
    public string Path => path;

    public string Folder => System.IO.Path.GetDirectoryName(path) ?? path;

    /// <summary>
    /// Why the file cannot be written, as far as that can be seen before there is anything to write; null when nothing is seen.
    /// </summary>
    public string? Problem()
    {
        string name = System.IO.Path.GetFileName(path);
        try
        {
            if (DurableFile.Problem(path) is { } problem)
            {
                return $"-OutFile {path} cannot be written: {problem}";
            }

            if (!Directory.Exists(Folder))
            {
                return $"-OutFile {name} cannot be written: the folder {Folder} does not exist.";
            }

            if (!File.Exists(path))
            {
                return null;
            }

            if (keep)
            {
                return $"-OutFile {name} already exists in the folder {Folder}, and -NoClobber is set.";
            }

            using var existing = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"-OutFile {name} in the folder {Folder} cannot be replaced: {e.Message}";
        }
    }

    public void Write(Action<TextWriter> write)
    {
        // A name of its own: another run may be writing the same file.
        string part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (var output = new StreamWriter(part, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                write(output);
            }

            BusyFile.MoveAsync(part, path, overwrite: !keep, TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult();
        }
        finally
        {
            BusyFile.TryDelete(part);
        }
    }
}
