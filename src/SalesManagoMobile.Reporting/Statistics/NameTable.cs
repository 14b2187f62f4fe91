namespace SalesManagoMobile.Reporting;

/// <summary>
/// Numbers the names that come in, up to a limit: names are made by others, and there may be any number of them, of any length.
/// </summary>
/// <param name="max">How many names are listed separately; later ones share <see cref="Others"/>.</param>
/// <param name="normalize">Makes one spelling of several.</param>
internal sealed class NameTable(int max, Func<string, string>? normalize = null)
{
    /// <summary>The number of messages without a name.</summary>
    public const int None = 0;

    /// <summary>The number of all names beyond the limit.</summary>
    public const int Others = 1;

    /// <summary>Longer names are cut.</summary>
    public const int MaxLength = 200;

    private readonly List<string?> _names = [null, null];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private string? _last;
    private int _lastNumber;

    /// <summary>Whether there were more names.</summary>
    public bool IsFull { get; private set; }

    /// <summary>The name of a number; null for <see cref="None"/> and <see cref="Others"/>.</summary>
    public string? this[int number] => _names[number];

    public int NumberOf(string? name)
    {
        // Neighbours have the same name, and readers hand out the same string for it.
        if (!ReferenceEquals(name, _last))
        {
            _lastNumber = string.IsNullOrEmpty(name) ? None : Find(Cut(name));
            _last = name;
        }

        return _lastNumber;
    }

    /// <summary>The number of a name that came before; <see cref="None"/> when it did not.</summary>
    public int Existing(string name) => _numbers.GetValueOrDefault(Cut(name));

    /// <summary>The beginning of a long name; no half of a surrogate pair stays behind.</summary>
    public static string Cut(string name, int max = MaxLength) =>
        name.Length <= max ? name : name[..(char.IsHighSurrogate(name[max - 1]) ? max - 1 : max)] + "…";

    private int Find(string name)
    {
        if (_numbers.TryGetValue(name, out int number))
        {
            return number;
        }

        string normal = normalize?.Invoke(name) ?? name;
        if (normal == name || !_numbers.TryGetValue(normal, out number))
        {
            number = Add(normal);
        }

        if (_numbers.Count < 2 * max)
        {
            _numbers.TryAdd(name, number);
        }

        return number;
    }

    private int Add(string name)
    {
        if (_names.Count - 2 >= max)
        {
            IsFull = true;
            return Others;
        }

        _names.Add(name);
        _numbers[name] = _names.Count - 1;
        return _names.Count - 1;
    }
}
