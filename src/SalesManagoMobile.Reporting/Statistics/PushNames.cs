using System.Text.RegularExpressions;

namespace SalesManagoMobile.Reporting;

/// <summary>
/// Which push a conversation belongs to: as the pushes and conversations that were handed in say; else its own name without the date at
/// the end, because delivery records and statistics name the conversation only.
/// </summary>
internal sealed partial class PushNames
{
    private const int MaxKnown = 20_000;
    private readonly Dictionary<string, string> _pushes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<long, string> _byId = [];
    private readonly Dictionary<string, string> _byName = new(StringComparer.Ordinal);

    public void AddPush(string id, string name)
    {
        if (_pushes.Count < MaxKnown)
        {
            _pushes[id] = NameTable.Cut(name);
        }
    }

    public void AddConversation(long? id, string? name, string pushId)
    {
        if (_byId.Count >= MaxKnown || _byName.Count >= MaxKnown)
        {
            return;
        }

        if (id is { } number)
        {
            _byId[number] = pushId;
        }

        if (!string.IsNullOrEmpty(name))
        {
            _byName[NameTable.Cut(name)] = pushId;
        }
    }

    /// <param name="id">The conversation's id, when known.</param>
    /// <param name="name">The conversation's name.</param>
    /// <returns>The push's name; null when nothing names it.</returns>
    public string? Of(long? id, string? name)
    {
        if (((id is { } number && _byId.TryGetValue(number, out string? push)) || (name is not null && _byName.TryGetValue(name, out push)))
            && _pushes.TryGetValue(push, out string? known))
        {
            return known;
        }

        string undated = name is null ? "" : DateAtEnd().Replace(name, "");
        return undated.Length > 0 ? undated : name;
    }

    [GeneratedRegex(
        @"[\s,;:_–—-]*(?:\b(?:of|on|from)\s+)?(?<!\d)(?:\d{4}[-./]?\d{2}[-./]?\d{2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})"
            + @"(?:[T\s,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex DateAtEnd();
}
