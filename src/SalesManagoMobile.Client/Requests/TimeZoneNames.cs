using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace SalesManagoMobile.Client;

/// <summary>
/// Time zone names. A machine may know IANA's names (Linux, macOS), Windows names and IANA's by conversion (Windows with ICU), or Windows
/// names alone (Windows Server 2016): the library brings the names and the conversion along, and asks the machine for the rules.
/// </summary>
public static class TimeZoneNames
{
    // One line per Windows zone: its name, then IANA's names for the same rules, the most usual one first.
    private const string Table = "SalesManagoMobile.Client.Requests.TimeZones.txt";

    private static readonly Lazy<Tables> Known = new(Read);

    /// <summary>IANA's names, as far as this version of the library knows them.</summary>
    public static IReadOnlyCollection<string> Iana => Known.Value.Iana.Values;

    /// <summary>IANA's own spelling of a name, whatever its case; the name as it is when neither library nor machine knows it.</summary>
    public static string Canonical(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Known.Value.Iana.TryGetValue(name, out string? spelled) ? spelled
            : HasIanaForm(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) && zone.HasIanaId
                && zone.Id.Equals(name, StringComparison.OrdinalIgnoreCase) ? zone.Id
            : name;
    }

    /// <summary>Whether library or machine knows the IANA name. One that they do not know may be newer than both.</summary>
    public static bool IsKnown(string name) =>
        Known.Value.Iana.ContainsKey(name) || (HasIanaForm(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _));

    /// <summary>The IANA name for a Windows name such as <c>Romance Standard Time</c>; null when it is none.</summary>
    public static string? FromWindows(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Known.Value.Iana.ContainsKey(name))
        {
            return null;
        }

        return Known.Value.Windows.TryGetValue(name, out string? iana) || TimeZoneInfo.TryConvertWindowsIdToIanaId(name, out iana)
            ? iana
            : null;
    }

    /// <summary>Whether a name could be one of IANA's, known or not: parts of letters, digits, '_', '-' and '+' between slashes.</summary>
    public static bool HasIanaForm(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= 255
            && char.IsAsciiLetter(name[0])
            && name[^1] != '/'
            && !name.Contains("//", StringComparison.Ordinal)
            && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+') && FromWindows(name) is null;
    }

    /// <summary>The rules of a zone by its IANA or Windows name; false when the machine has none for it.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        string iana = FromWindows(name) ?? Canonical(name);
        if (HasIanaForm(iana) && TimeZoneInfo.TryFindSystemTimeZoneById(iana, out zone))
        {
            return true;
        }

        zone = null;
        return Known.Value.WindowsOf.TryGetValue(iana, out string? windows) && TimeZoneInfo.TryFindSystemTimeZoneById(windows, out zone);
    }

    private static Tables Read()
    {
        var iana = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var windows = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var windowsOf = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using Stream stream = typeof(TimeZoneNames).Assembly.GetManifestResourceStream(Table)
            ?? throw new InvalidOperationException($"The resource {Table} is missing.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            int bar = line.IndexOf('|', StringComparison.Ordinal);
            string[] names = line[(bar + 1)..].Split(' ');
            foreach (string name in names)
            {
                iana.Add(name, name);
                if (bar > 0)
                {
                    windowsOf.Add(name, line[..bar]);
                }
            }

            if (bar > 0)
            {
                windows.Add(line[..bar], names[0]);
            }
        }

        return new Tables(Freeze(iana), Freeze(windows), Freeze(windowsOf));
    }

    private static FrozenDictionary<string, string> Freeze(Dictionary<string, string> names) =>
        names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <param name="Iana">IANA's names in their own spelling.</param>
    /// <param name="Windows">The IANA name of each Windows name.</param>
    /// <param name="WindowsOf">The Windows name of each IANA name that has one.</param>
    private sealed record Tables(
        FrozenDictionary<string, string> Iana, FrozenDictionary<string, string> Windows, FrozenDictionary<string, string> WindowsOf);
}
