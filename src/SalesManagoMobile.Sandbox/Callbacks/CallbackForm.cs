using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using static System.FormattableString;

namespace SalesManagoMobile.Sandbox;

/// <summary>The fields of one callback, as the messaging platform's documentation lists them.</summary>
internal static class CallbackForm
{
    // The platform's client is the shop. An offset of its own shows whether a receiver tells it from UTC.
    private static readonly TimeZoneInfo ClientZone =
        TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Warsaw", out TimeZoneInfo? zone) ? zone : TimeZoneInfo.Utc;

    public static IReadOnlyList<KeyValuePair<string, string>> Of(SandboxState state, int delivery, CallbackKind kind, long time)
    {
        DeliveryRow row = state.Ledger.Deliveries[delivery];
        Contact contact = state.Contacts.All[row.Contact];
        return kind is not (CallbackKind.Sending or CallbackKind.Sent) ? Event(row, contact, kind, time)
            : state.Options.Quirks.HasFlag(SandboxQuirks.JsonDeliveryReports) ? Report(state, delivery, row, contact, kind, time)
            : Message(state, delivery, row, contact, kind);
    }

    /// <summary>The body: a delivery report is JSON, all others are forms.</summary>
    public static HttpContent ToContent(IReadOnlyList<KeyValuePair<string, string>> fields) => fields.Any(field => field.Key == "TYPE")
        ? new FormUrlEncodedContent(fields)
        : new StringContent(JsonSerializer.Serialize(fields.ToDictionary()), Encoding.UTF8, "application/json");

    private static List<KeyValuePair<string, string>> Report(
        SandboxState state, int delivery, in DeliveryRow row, Contact contact, CallbackKind kind, long time)
    {
        string moment = Invariant($"{DateTimeOffset.FromUnixTimeMilliseconds(time):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");
        return
        [
            new("date", moment),
            new("externalId", Invariant($"{delivery}")),
            new("callback", state.Options.CallbackUrl?.GetLeftPart(UriPartial.Authority) ?? ""),
            new("from", row.Conversation.Push.ApplicationId),
            new("id", MessageId(state, delivery, row)),
            new("to", contact.Phone ?? row.Device.RegistrationId),
            new("message", row.Conversation.Push.Content.Render(row.Properties, contact.Details)),
            new("username", SandboxAccount.MobileClientId),
            new("timestamp", moment),
            new("status", kind == CallbackKind.Sending ? "ENROUTE" : "DELIVRD"),
        ];
    }

    private static string MessageId(SandboxState state, int delivery, in DeliveryRow row) =>
        SeededHash.CreateGuid(state.Options.Seed, Invariant($"message {delivery} {row.ReactionSeed}")).ToString();

    private static List<KeyValuePair<string, string>> Message(
        SandboxState state, int delivery, in DeliveryRow row, Contact contact, CallbackKind kind) =>
    [
        new("TYPE", "PUSH"),
        new("FROM", row.Conversation.Push.ApplicationId),
        new("TO", row.Device.RegistrationId),
        new("MESSAGE_BODY", row.Conversation.Push.Content.Render(row.Properties, contact.Details)),
        new("CLIENT_ID", SandboxAccount.MobileClientId),
        new("MESSANGI_ID", MessageId(state, delivery, row)),
        new("STATUS", kind == CallbackKind.Sending ? "SENDING" : "SENT"),
    ];

    private static List<KeyValuePair<string, string>> Event(in DeliveryRow row, Contact contact, CallbackKind kind, long time)
    {
        var moment = DateTimeOffset.FromUnixTimeMilliseconds(time);
        return
        [
            new("TYPE", "EVENT"),
            new("DEVICE_ID", row.Device.RegistrationId),
            new("ORIGIN", Hash(contact.Phone ?? contact.Name)),
            new("CLIENT_ID", SandboxAccount.MobileClientId),
            new("CLIENT_NAME", "Sandbox"),
            new("CLIENT_DATE", Invariant($"{TimeZoneInfo.ConvertTime(moment, ClientZone):yyyy-MM-dd'T'HH:mm:ss.fffzzz}")),
            new("EVENT_TYPE", Name(kind)),
            new("APP", "MOBILE_SDK"),
            new("PLATFORM", row.Device.IsApple ? "iOS" : "Android"),
            new("ADDRESS", Invariant($"203.0.113.{1 + (row.Contact % 254)}")),
            new("COUNTRY", contact.Locale is { Length: 5 } locale ? locale[3..] : ""),
            new("EXTRA_INFO", row.Conversation.Push.Title.Render(row.Properties, contact.Details)),
            new("CAMPAIGN_NAME", row.Conversation.Name),
            new("VERSION", "1.0"),
            new("UTC_WHEN", Invariant($"{moment:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}")),
            new("LOCATION", ""),
        ];
    }

    // OPEN is the one type that the documentation names: what opens the application.
    private static string Name(CallbackKind kind) => kind switch
    {
        CallbackKind.Displayed => "DISPLAY",
        CallbackKind.Clicked => "OPEN",
        _ => "DISMISS",
    };

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
}
