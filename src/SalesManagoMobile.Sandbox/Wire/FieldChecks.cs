namespace SalesManagoMobile.Sandbox;

/// <summary>The documented limits that are more than a length. Each tells the reader what is wrong.</summary>
internal static class FieldChecks
{
    // The first parts of IANA's names, and the names that have one part only.
    private const string Areas =
        " Africa/ America/ Antarctica/ Arctic/ Asia/ Atlantic/ Australia/ Brazil/ Canada/ Chile/ Etc/ Europe/ "
        + "Indian/ Mexico/ Pacific/ US/ "
        + "CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland "
        + "Iran Israel Jamaica Japan "
        + "Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK Singapore Turkey UCT UTC "
            + "Universal W-SU WET Zulu ";

    public static string? Email(RequestReader reader, string name, bool required = false)
    {
        if (reader.Text(name, 254, required) is not { } email)
        {
            return null;
        }

        if (IsEmail(email))
        {
            return email;
        }

        reader.Fail($"{name} is not an e-mail address");
        return null;
    }

    public static bool IsEmail(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        return text.Length <= 254 && at is > 0 and <= 64 && at == text.LastIndexOf('@') && at < text.Length - 1;
    }

    /// <summary>An absolute address of any scheme, once the properties of the request have taken their places.</summary>
    public static void Deeplink(RequestReader reader, PushText deeplink, IReadOnlyDictionary<string, string>? properties)
    {
        if (deeplink.Text.Length == 0 || BeginsWithDetail(deeplink))
        {
            return;
        }
        // No URI parser: on Unix it takes "/cart" for a file, and what follows the scheme is the app's own.
        string link = deeplink.Render(properties, details: null);
        int colon = link.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || colon == link.Length - 1 || !Uri.CheckSchemeName(link[..colon]))
        {
            reader.Fail("deeplink.text must be an absolute URI");
        }
    }

    public static string? ImageUrl(RequestReader reader, bool required)
    {
        if (reader.Text("imageUrl", 2048, required) is not { } address)
        {
            return null;
        }

        if (Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps))
        {
            return address;
        }

        reader.Fail("imageUrl must be an absolute http or https address");
        return null;
    }

    public static string? SoundName(RequestReader reader)
    {
        if (reader.Text("soundName", 255) is not { } sound)
        {
            return null;
        }

        if (!sound.Contains('.', StringComparison.Ordinal))
        {
            return sound;
        }

        reader.Fail("soundName must not have a file extension");
        return null;
    }

    public static void TimeZone(RequestReader reader)
    {
        if (reader.Text("timezone", 255) is not { } zone)
        {
            return;
        }

        // By form alone: whether the machine has the zone, or uses Windows names for it, says nothing about the API.
        int slash = zone.IndexOf('/', StringComparison.Ordinal);
        if (!Areas.Contains($" {(slash < 0 ? zone : zone[..slash] + "/")} ", StringComparison.Ordinal) || zone.EndsWith('/')
            || !zone.All(static character => char.IsAsciiLetterOrDigit(character) || character is '/' or '_' or '-' or '+'))
        {
            reader.Fail($"timezone is not an IANA time zone: {zone}");
        }
    }

    public static string? Locale(RequestReader reader)
    {
        if (reader.Text("locale", 255) is not { } locale)
        {
            return null;
        }

        bool hasForm = locale.Length == 5 && locale[2] == '_'
            && char.IsAsciiLetterLower(locale[0]) && char.IsAsciiLetterLower(locale[1])
            && char.IsAsciiLetterUpper(locale[3]) && char.IsAsciiLetterUpper(locale[4]);
        if (hasForm && IsoCodes.IsLanguage(locale[..2]) && IsoCodes.IsCountry(locale[3..]))
        {
            return locale;
        }

        reader.Fail($"locale must be a language and a country such as es_ES, not {locale}");
        return null;
    }

    // Only the contact knows how such a link begins, as there is no fallback.
    private static bool BeginsWithDetail(PushText text) =>
        text.Personalized && text.Text.StartsWith("${cst.", StringComparison.Ordinal)
        && text.Text.AsSpan().IndexOfAny(':', '}') is var end and > 0 && text.Text[end] == '}';
}
