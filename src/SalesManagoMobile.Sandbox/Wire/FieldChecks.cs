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

    public static string? Email(RequestReader reader, string name, bool required = false) =>
        reader.Text(name, 254, IsEmail, static _ => "is not an e-mail address", required);

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

    public static string? ImageUrl(RequestReader reader, bool required) => reader.Text(
        "imageUrl", 2048,
        static address => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps),
        static _ => "must be an absolute http or https address", required);

    public static string? SoundName(RequestReader reader) => reader.Text(
        "soundName", 255, static sound => !sound.Contains('.', StringComparison.Ordinal),
        static _ => "must not have a file extension");

    public static string? TimeZone(RequestReader reader) =>
        reader.Text("timezone", 255, HasIanaForm, static zone => $"is not an IANA time zone: {zone}");

    public static string? Locale(RequestReader reader) => reader.Text(
        "locale", 255,
        static locale => locale.Length == 5 && locale[2] == '_'
            && IsoCodes.IsLanguage(locale[..2]) && IsoCodes.IsCountry(locale[3..]),
        static locale => $"must be a language and a country such as es_ES, not {locale}");

    // By form alone: whether the machine has the zone, or uses Windows names for it, says nothing about the API.
    private static bool HasIanaForm(string zone)
    {
        int slash = zone.IndexOf('/', StringComparison.Ordinal);
        return Areas.Contains($" {(slash < 0 ? zone : zone[..slash] + "/")} ", StringComparison.Ordinal) && !zone.EndsWith('/')
            && zone.All(static character => char.IsAsciiLetterOrDigit(character) || character is '/' or '_' or '-' or '+');
    }

    // Only the contact knows how such a link begins, as there is no fallback.
    private static bool BeginsWithDetail(PushText text) =>
        text.Personalized && text.Text.StartsWith("${cst.", StringComparison.Ordinal)
        && text.Text.AsSpan().IndexOfAny(':', '}') is var end and > 0 && text.Text[end] == '}';
}

/// <summary>The codes that a locale is made of. The machine's own tables know only those that it has texts for.</summary>
internal static class IsoCodes
{
    private const string Languages =
        " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
        + "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja "
        + "jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb "
        + "nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq "
        + "sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

    private const string Countries =
        " AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
        + "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO "
        + "FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE "
        + "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO "
        + "MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW "
        + "PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM "
        + "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW ";

    /// <summary>Whether two lower-case letters are a language of ISO 639-1.</summary>
    public static bool IsLanguage(string code) => Languages.Contains($" {code} ", StringComparison.Ordinal);

    /// <summary>Whether two capital letters are a country of ISO 3166-1.</summary>
    public static bool IsCountry(string code) => Countries.Contains($" {code} ", StringComparison.Ordinal);
}
