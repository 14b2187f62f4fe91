using System.Globalization;

namespace SalesManagoMobile.Client;

/// <summary>Collects the problems of an input, so that one error reports them all.</summary>
internal sealed class Problems
{
    /// <summary>What is wrong with a text of which characters were lost before it came here.</summary>
    private const string LostCharacters =
        "has a character that could not be read (U+FFFD). Read the file in its encoding, for example Import-Csv -Encoding ansi";

    private const int MaxReported = 20;
    private const int MostShown = 60;
    private readonly List<string> _found = [];

    public IReadOnlyList<string> Found => _found;

    public void Add(string problem) => _found.Add(problem);

    public void Add(string field, string problem) => _found.Add($"{field}: {problem}");

    public bool Require(string field, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            return true;
        }

        Add(field, "is required");
        return false;
    }

    public void AtMost(string field, string? value, int limit)
    {
        if (value?.Length > limit)
        {
            Add(field, TooLong(value.Length, limit));
        }

        Readable(field, value);
    }

    /// <summary>Whoever gets a text with such a character sees that it is broken, and a name with one is nobody's.</summary>
    public void Readable(string field, string? value)
    {
        if (!IsReadable(value))
        {
            Add(field, LostCharacters);
        }
    }

    /// <summary>Whether all characters of a text could be read where it comes from.</summary>
    public static bool IsReadable(string? value) => value?.Contains('\uFFFD', StringComparison.Ordinal) != true;

    public void RequireAtMost(string field, string? value, int limit)
    {
        if (Require(field, value))
        {
            AtMost(field, value, limit);
        }
    }

    /// <summary>For a field that may be absent, but says nothing when it is empty.</summary>
    public void OptionalAtMost(string field, string? value, int limit)
    {
        if (value is null)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(value))
        {
            Add(field, "is empty; leave it out instead");
        }

        AtMost(field, value, limit);
    }

    public static string TooLong(int length, int limit) =>
        string.Create(CultureInfo.InvariantCulture, $"is {length} characters long, the limit is {limit}");

    /// <summary>A value as messages show it: in quotes, on one line, and cut when it is long.</summary>
    public static string Quoted(string? value)
    {
        string shown = value is { Length: > MostShown } ? value[..MostShown] + "…" : value ?? "";
        return $"'{string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c))}'";
    }

    /// <summary>One error for all problems. Of very many, as a long list of recipients may bring, it tells the first.</summary>
    public static SmException Refusal(Endpoint endpoint, IReadOnlyList<string> problems)
    {
        string told = string.Join("; ", problems.Take(MaxReported));
        if (problems.Count > MaxReported)
        {
            told += $"; and {problems.Count - MaxReported} more";
        }

        string reason = $"{told.TrimEnd('.')}.";
        return new SmException(SmFailureKind.InvalidInput, $"{endpoint.Operation}: nothing was sent. {reason}")
        {
            Endpoint = endpoint,
            Reason = reason,
        };
    }
}
