using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace SalesManagoMobile.Client;

/// <summary>Rules for single values. Each rule is documented by the API or follows from how the API writes the value.</summary>
internal static class Fields
{
    // Languages of ISO 639-1 and countries of ISO 3166-1 alpha-2. Kept here, because what a machine's own tables know differs.
    private static readonly FrozenSet<string> Languages = Set(
        """
        aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu
        fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km
        kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om
        or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to
        tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
        """);

    private static readonly FrozenSet<string> Countries = Set(
        """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF
        CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH
        GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW
        KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG
        NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN
        SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT
        ZA ZM ZW
        """);

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

    public static void PushId(this Problems problems, string? value)
    {
        if (problems.Require("PushId", value))
        {
            problems.Uuid("PushId", value);
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
        if (!Languages.Contains(language) || !Countries.Contains(country))
        {
            return false;
        }

        locale = $"{language}_{country}";
        return true;
    }

    private static FrozenSet<string> Set(string codes) =>
        codes.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
