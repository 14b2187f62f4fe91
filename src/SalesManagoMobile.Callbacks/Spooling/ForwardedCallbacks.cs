using System.Text;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Callbacks;

/// <summary>Reads from the cursors beside a spool which of its callbacks were forwarded, also while a receiver runs.</summary>
internal sealed class ForwardedCallbacks
{
    private readonly IReadOnlyList<SpoolPosition> _targets;

    /// <param name="spoolPath">The spool.</param>
    /// <param name="read">Reads the spool.</param>
    public ForwardedCallbacks(string spoolPath, LineScanner.ReadAt read)
    {
        spoolPath = Path.GetFullPath(spoolPath);
        _targets = [.. Directory.EnumerateFiles(Path.GetDirectoryName(spoolPath)!)
            .Where(path => path.StartsWith(spoolPath + ".forward-", StringComparison.Ordinal)
                && path.EndsWith(CallbackSpool.CursorExtension, StringComparison.Ordinal))
            .Select(Read)
            .OfType<SpoolPosition>()
            .Where(position => position.IsIn(read))
            .OrderBy(position => position.Label, StringComparer.Ordinal)];
    }

    /// <summary>Names of targets in one text; null when there are none.</summary>
    public static string? Join(IEnumerable<string> targets) => string.Join(", ", targets) is { Length: > 0 } names ? names : null;

    /// <summary>The line with the targets that have it.</summary>
    public SpooledCallback Mark(SpooledCallback entry) => _targets.Count == 0 || entry.Callback is not { } callback
        ? entry
        : entry with
        {
            Callback = callback with
            {
                ForwardedTo = Join(_targets.Where(target => target.Offset >= entry.End).Select(target => target.Label)),
            },
        };

    private static SpoolPosition? Read(string path)
    {
        try
        {
            using FileStream file = DurableFile.OpenForReading(path);
            using var reader = new StreamReader(file, Encoding.UTF8);
            return SpoolPosition.Parse(reader.ReadToEnd());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
