using System.Diagnostics.CodeAnalysis;

namespace SalesManagoMobile.Client;

/// <summary>Rules for single values. Each rule is documented by the API or follows from how the API writes the value.</summary>
internal static class Fields
{
    public static void Email(this Problems problems, string field, string? value)
    {
        if (value is null)
        {
            return;
        }

        problems.AtMost(field, value, Limits.Email);
        int at = value.IndexOf('@');
        if (at < 0 || value.IndexOf('@', at + 1) >= 0)
        {
            problems.Add(field, $"{Problems.Quoted(value)} must have exactly one @");
        }
        else if (at == 0 || at == value.Length - 1)
        {
            problems.Add(field, $"{Problems.Quoted(value)} has nothing {(at == 0 ? "before" : "after")} the @");
        }
        else if (at > Limits.EmailLocalPart)
        {
            problems.Add(field, $"the part before the @ {Problems.TooLong(at, Limits.EmailLocalPart)}");
        }
    }

    public static void Uuid(this Problems problems, string field, string? value)
    {
        if (value is not null && !Guid.TryParseExact(value, "D", out _))
        {
            problems.Add(field, $"{Problems.Quoted(value)} is not a UUID such as 123e4567-e89b-12d3-a456-426614174000");
        }
    }

    public static void ImageUrl(this Problems problems, string field, string? value)
    {
        if (value is null)
        {
            return;
        }

        problems.AtMost(field, value, Limits.Uri);
        if (!Uri.TryCreate(value, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
        {
            problems.Add(field, "must be an absolute http or https address");
        }
    }

    public static void SoundName(this Problems problems, string field, string? value)
    {
        problems.OptionalAtMost(field, value, Limits.Text);
        if (Path.HasExtension(value))
        {
            problems.Add(field, $"must not have a file extension ({Problems.Quoted(Path.GetExtension(value))})");
        }
    }

    public static void Properties(this Problems problems, IReadOnlyDictionary<string, string>? properties)
    {
        if (properties is null)
        {
            return;
        }

        if (properties.Count > Limits.Properties)
        {
            Add($"{properties.Count} pairs, the limit is {Limits.Properties}");
        }

        foreach ((string key, string? value) in properties)
        {
            if (key.Length == 0)
            {
                Add("a key is empty");
            }

            if (key.Length > Limits.Text)
            {
                Add($"the key {Problems.Quoted(key)} {Problems.TooLong(key.Length, Limits.Text)}");
            }

            if (value?.Length > Limits.Text)
            {
                Add($"the value of {Problems.Quoted(key)} {Problems.TooLong(value.Length, Limits.Text)}");
            }

            problems.Readable("Properties", key);
            if (!Problems.IsReadable(value))
            {
                problems.Readable($"Properties: {Problems.Quoted(key)}", value);
            }
        }

        void Add(string problem) => problems.Add("Properties", problem);
    }

    public static bool TryGetSystem(string? value, [NotNullWhen(true)] out string? system)
    {
        system = value?.ToUpperInvariant();
        return system is "ANDROID" or "IOS";
    }

    /// <summary>The name in IANA's own spelling. One that nobody knows yet passes; Windows names and other text do not.</summary>
    public static bool TryGetTimezone(string value, [NotNullWhen(true)] out string? name)
    {
        name = TimeZoneNames.HasIanaForm(value) ? TimeZoneNames.Canonical(value) : null;
        return name is not null;
    }

    /// <summary>Language and country with an underscore; a hyphen and the wrong case are put right.</summary>
    public static bool TryGetLocale(string value, [NotNullWhen(true)] out string? locale)
    {
        locale = null;
        if (value is not { Length: 5 } || value[2] is not ('_' or '-'))
        {
            return false;
        }

        string language = value[..2].ToLowerInvariant();
        string country = value[3..].ToUpperInvariant();
        if (!IsoCodes.IsLanguage(language) || !IsoCodes.IsCountry(country))
        {
            return false;
        }

        locale = $"{language}_{country}";
        return true;
    }
}
