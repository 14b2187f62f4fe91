using System.Globalization;
using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>
/// The fields of each request, typed as the documentation's samples show them. What the user did not give is left out.
/// </summary>
internal static class RequestFields
{
    public static Action<Utf8JsonWriter> Of(ContactRequest request) => json =>
    {
        json.WriteString("pushRegistrationId"u8, request.PushRegistrationId);
        json.WriteString("applicationSimpleId"u8, request.ApplicationId);
        json.WriteString("system"u8, Fields.TryGetSystem(request.System, out string? system) ? system : request.System);
        Optional(json, "systemVersion", request.SystemVersion);
        Optional(json, "deviceModel", request.DeviceModel);
        json.WriteString("email"u8, request.Email);
        Optional(json, "phone", request.Phone);
        Optional(json, "timezone", request.Timezone is { } zone && Fields.TryGetTimezone(zone, out string? name) ? name : request.Timezone);
        Optional(json, "locale", request.Locale is { } given && Fields.TryGetLocale(given, out string? locale) ? locale : request.Locale);
    };

    public static Action<Utf8JsonWriter> Of(PushRequest request) => json =>
    {
        PushId(json, request.Content);
        json.WriteString("applicationId"u8, request.ApplicationId);
        Optional(json, "email", request.Email);
        Optional(json, "contactId", request.ContactId);
        Optional(json, "userId", request.UserId);
        Message(json, request.Content, request.Properties, request.SendToAllDevices);
    };

    /// <summary>"At once" is sent as the current time, as the API's documentation requires.</summary>
    public static Action<Utf8JsonWriter> Of(BatchRequest request, DateTimeOffset now) => json =>
    {
        PushId(json, request.Content);
        json.WriteString("applicationId"u8, request.ApplicationId);
        json.WriteString("date"u8, (request.ScheduleAt ?? now).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        json.WriteStartArray("contacts"u8);
        foreach (PackedAddressees packed in AddresseePacker.Pack(request.Addressees))
        {
            json.WriteStartObject();
            json.WriteString("addresseeType"u8, AddresseePacker.WireName(packed.Type));
            json.WriteString("value"u8, packed.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Message(json, request.Content, request.Properties, request.SendToAllDevices);
    };

    /// <summary>When both are given both are sent: the server then goes by the user id.</summary>
    public static Action<Utf8JsonWriter> Of(HistoryRequest request) => json =>
    {
        Optional(json, "email", request.Email);
        if (request.UserId is { } userId && IsPlainInteger(userId, out long number))
        {
            json.WriteNumber("userId"u8, number);
        }
        else
        {
            Optional(json, "userId", request.UserId);
        }

        if (request.EntriesNumber is { } entries)
        {
            json.WriteNumber("entriesNumber"u8, entries);
        }

        if (request.After is { } after)
        {
            json.WriteNumber("dateFrom"u8, after.ToUnixTimeMilliseconds());
        }

        if (request.Before is { } before)
        {
            json.WriteNumber("dateTo"u8, before.ToUnixTimeMilliseconds());
        }

        if (request.Extended)
        {
            json.WriteBoolean("extended"u8, true);
        }
    };

    public static Action<Utf8JsonWriter> Application(string applicationId) => json => json.WriteString("applicationId"u8, applicationId);

    public static Action<Utf8JsonWriter> Push(string pushId) => json => json.WriteString("pushId"u8, pushId);

    public static Action<Utf8JsonWriter> Conversation(long conversationId) => json => json.WriteNumber("conversationId"u8, conversationId);

    public static Action<Utf8JsonWriter> Job(long jobId) => json => json.WriteNumber("jobId"u8, jobId);

    public static Action<Utf8JsonWriter> Export(string pushId, ExportRange range) => json =>
    {
        json.WriteString("pushId"u8, pushId);
        json.WriteNumber("timeFrom"u8, range.FromSeconds);
        json.WriteNumber("timeTo"u8, range.ToSeconds);
    };

    private static void PushId(Utf8JsonWriter json, PushContent content)
    {
        if (content is ExistingPush push)
        {
            json.WriteString("pushId"u8, push.PushId);
        }
    }

    private static void Message(
        Utf8JsonWriter json, PushContent content, IReadOnlyDictionary<string, string>? properties, bool? sendToAllDevices)
    {
        var push = content as CustomPush;
        Text("title", push?.Title);
        Text("content", push?.Content);
        Text("deeplink", push?.Deeplink);
        if (properties is { Count: > 0 })
        {
            json.WriteStartObject("properties"u8);
            foreach ((string key, string? value) in properties)
            {
                json.WriteString(key, value ?? "");
            }

            json.WriteEndObject();
        }

        Optional(json, "imageUrl", push?.ImageUrl);
        Optional(json, "soundName", push?.SoundName);

        // The documentation calls this a boolean and shows a string; the sample is what is known to work.
        if (sendToAllDevices is { } all)
        {
            json.WriteString("sendToAllDevices"u8, all ? "true"u8 : "false"u8);
        }

        void Text(string name, string? text)
        {
            if (text is not null)
            {
                json.WriteStartObject(name);
                json.WriteBoolean("personalized"u8, push!.Parse(text).IsPersonalized);
                json.WriteString("text"u8, text);
                json.WriteEndObject();
            }
        }
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static bool IsPlainInteger(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && (text.Length == 1 || text[0] != '0');
}
