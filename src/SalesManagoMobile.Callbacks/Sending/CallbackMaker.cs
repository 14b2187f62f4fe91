using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// Makes up callbacks of the documented shapes, each with every documented field. The same seed and clock make the same
/// callbacks. Numbers and addresses are of the ranges that are reserved for examples.
/// </summary>
/// <param name="seed">The seed of the generated values.</param>
/// <param name="time">What the callbacks say the time is.</param>
public sealed class CallbackMaker(int seed, TimeProvider time)
{
    private static readonly string[] Texts =
        ["Your order is on its way", "20% off until Sunday", "Dziękujemy za zakupy!", "See you at the shop 😀"];
    private static readonly string[] Places = ["LOCATION", "CHK_LOCATION", "GEOFENCE", "BEACONFENCE"];
    private static readonly string[] Events = ["OPEN", "CLICK", "DISMISS"];
    private readonly Random _random = new(seed);
    private int _count;

    /// <summary>The ten documented shapes.</summary>
    public static IReadOnlyList<SmCallbackKind> Kinds { get; } =
        [.. Enum.GetValues<SmCallbackKind>().Where(kind => kind != SmCallbackKind.Unknown)];

    /// <summary>The fields of one more callback, in the documented order and with the documented names.</summary>
    /// <param name="kind">The shape; unknown makes one of a type that nobody documents.</param>
    /// <param name="overrides">Fields to set, or to leave out where the value is null; names without regard to case.</param>
    public IReadOnlyList<KeyValuePair<string, string>> Make(SmCallbackKind kind, IReadOnlyDictionary<string, string?>? overrides = null)
    {
        _count++;
        var fields = Shape(kind).Select(field => KeyValuePair.Create(field.Name, (string?)field.Value)).ToList();
        foreach ((string? name, string? value) in overrides ?? new Dictionary<string, string?>())
        {
            int at = fields.FindIndex(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
            {
                fields.Add(new(name, value));
            }
            else
            {
                fields[at] = new(fields[at].Key, value);
            }
        }

        return [.. fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value!))];
    }

    private (string Name, string Value)[] Shape(SmCallbackKind kind) => kind switch
    {
        SmCallbackKind.IncomingMessage =>
            [("FROM", Phone()), ("TO", "7055"), ("TEXT", Pick(Texts)), ("ENCODING", "UTF-8"), ("TYPE", "MO_MESSAGE")],
        SmCallbackKind.Sms => Delivery("SMS", kind, "7055", Phone()),
        SmCallbackKind.Push => Delivery("PUSH", kind, "shop", Device()),
        SmCallbackKind.Facebook => Message("FACEBOOK", Digits(15), "page"),
        SmCallbackKind.Email => Delivery("EMAIL", kind, "shop@example.com", $"person{Digits(4)}@example.com"),
        SmCallbackKind.Location => Location(),
        SmCallbackKind.LinkVisit => LinkVisit(),
        SmCallbackKind.UserResponse =>
            [
                ("FROM", Device()),
                ("TYPE", "USER_RESPONSE"),
                ("TEXT", Pick(Texts)),
                ("APPNAME", "Shop"),
                ("PLATFORM", Pick("ANDROID", "IOS")),
            ],
        SmCallbackKind.Interaction => Interaction(),
        SmCallbackKind.DeliveryReport => DeliveryReport(),
        _ => [("TYPE", "UNDOCUMENTED"), ("NUMBER", Text(_count))],
    };

    private (string Name, string Value)[] Message(string type, string from, string to) =>
    [
        ("FROM", from), ("TO", to), ("MESSAGE_BODY", Pick(Texts)), ("TYPE", type), ("CLIENT_ID", "1207"), ("MESSANGI_ID", Id()),
    ];

    private (string Name, string Value)[] Delivery(string type, SmCallbackKind kind, string from, string to) =>
        [.. Message(type, from, to), ("STATUS", Pick([.. MessageStatus.Known(kind)]))];

    private (string Name, string Value)[] Location() =>
    [
        ("client_object_id", "1207"), ("messangi_object_id", Id()), ("status", Pick("ENTER", "EXIT")), ("type", Pick(Places)),
        ("device", Device()),
        ("latitude", Degrees(90)), ("longitude", Degrees(180)), ("status_description", "front door"), ("phone_number", Phone()),
    ];

    private (string Name, string Value)[] LinkVisit() =>
    [
        ("ID", Id()), ("EXTERNAL_ID", Digits(5)), ("ID_TYPE", Digits(3)), ("TO", Phone()), ("VISITS", Text(_random.Next(1, 9))),
        ("CLIENT_DATE", Now("yyyy-MM-dd HH:mm:ss")), ("ONE_TIME", Pick("true", "false")), ("EVENT_TYPE", Pick(Events)),
        ("REDIRECT_TYPE", Pick("SCRATCHCARD", "PASSBOOK")),
    ];

    private (string Name, string Value)[] Interaction() =>
    [
        ("DEVICE_ID", Device()), ("ORIGIN", Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(Phone()))).ToLowerInvariant()),
        ("CLIENT_ID", "1207"), ("CLIENT_NAME", "Shop"), ("CLIENT_DATE", Now("yyyy-MM-dd HH:mm:ss")), ("EVENT_TYPE", Pick(Events)),
        ("APP", Pick("MOBILE_SDK", "SCRATCHCARD")), ("PLATFORM", Pick("Android", "iOS")), ("ADDRESS", $"203.0.113.{_random.Next(1, 255)}"),
        ("COUNTRY", Pick("PL", "ES", "CO")), ("EXTRA_INFO", Pick(Texts)), ("CAMPAIGN_NAME", "Spring"), ("VERSION", "1.4.2"),
        ("UTC_WHEN", Now("yyyy-MM-dd'T'HH:mm:ss.fff'Z'")), ("LOCATION", $"{Degrees(90)},{Degrees(180)}"), ("TYPE", "EVENT"),
    ];

    private (string Name, string Value)[] DeliveryReport() =>
    [
        ("date", Now("yyyy-MM-dd'T'HH:mm:ss.fff'Z'")), ("externalId", Digits(8)), ("callback", "https://shop.example.com/callbacks"),
        ("from", "7055"), ("id", Id()),
        ("to", Phone()), ("message", Pick(Texts)), ("username", "shop"), ("timestamp", Now("yyyy-MM-dd'T'HH:mm:ss.fff'Z'")),
        ("status", Pick([.. MessageStatus.Known(SmCallbackKind.DeliveryReport)])),
    ];

    private string Now(string format) => time.GetUtcNow().ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Unique within a run, and repeatable with the seed.</summary>
    private string Id() => string.Create(CultureInfo.InvariantCulture, $"m-{seed}-{_count}");

    private string Phone() => "+1555010" + Digits(4);

    private string Device() => "device-" + Digits(6);

    private string Degrees(int limit) => ((_random.NextDouble() * 2 - 1) * limit).ToString("F4", CultureInfo.InvariantCulture);

    private string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + _random.Next(10))));

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
