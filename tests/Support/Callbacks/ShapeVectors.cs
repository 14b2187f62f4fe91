using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile.Tests.Support;

/// <summary>One vector for each documented shape, each with every documented field.</summary>
public static class ShapeVectors
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<ShapeVector> All { get; } =
    [
        new(
            new SmIncomingMessageCallback
            {
                Type = "MO_MESSAGE",
                From = "+48600700800",
                To = "7055",
                Text = "Zażółć & co. 100% = tak?",
                Encoding = "UTF-8",
            },
            ("FROM", "+48600700800"), ("TO", "7055"), ("TEXT", "Zażółć & co. 100% = tak?"), ("ENCODING", "UTF-8"), ("TYPE", "MO_MESSAGE")),
        new(
            new SmSmsCallback
            {
                Type = "SMS",
                From = "7055",
                To = "+48600700800",
                MessageBody = "Hello",
                ClientId = "12",
                MessangiId = "m-1",
                Status = "DELIVERED_TO_DEVICE",
                Outcome = SmMessageOutcome.Delivered,
            },
            ("FROM", "7055"), ("TO", "+48600700800"), ("MESSAGE_BODY", "Hello"), ("TYPE", "SMS"), ("CLIENT_ID", "12"),
            ("MESSANGI_ID", "m-1"), ("STATUS", "DELIVERED_TO_DEVICE")),
        new(
            new SmPushCallback
            {
                Type = "PUSH",
                From = "shop",
                To = "device-1",
                MessageBody = "Sale\nnow",
                ClientId = "12",
                MessangiId = "m-2",
                Status = "SENT",
                Outcome = SmMessageOutcome.Pending,
            },
            ("FROM", "shop"), ("TO", "device-1"), ("MESSAGE_BODY", "Sale\nnow"), ("TYPE", "PUSH"), ("CLIENT_ID", "12"),
            ("MESSANGI_ID", "m-2"), ("STATUS", "SENT")),
        new(
            new SmFacebookCallback
            {
                Type = "FACEBOOK",
                From = "1000123",
                To = "page",
                MessageBody = "😀 \"hi\"",
                ClientId = "12",
                MessangiId = "m-3",
            },
            ("FROM", "1000123"), ("TO", "page"), ("MESSAGE_BODY", "😀 \"hi\""), ("TYPE", "FACEBOOK"), ("CLIENT_ID", "12"),
            ("MESSANGI_ID", "m-3")),
        new(
            new SmEmailCallback
            {
                Type = "EMAIL",
                From = "a@example.com",
                To = "b@example.com",
                MessageBody = "<p>Hi</p>",
                ClientId = "12",
                MessangiId = "m-4",
                Status = "BOUNCED",
                Outcome = SmMessageOutcome.Failed,
            },
            ("FROM", "a@example.com"), ("TO", "b@example.com"), ("MESSAGE_BODY", "<p>Hi</p>"), ("TYPE", "EMAIL"), ("CLIENT_ID", "12"),
            ("MESSANGI_ID", "m-4"), ("STATUS", "BOUNCED")),
        new(Place("LOCATION"), PlaceFields("LOCATION")),
        new(Place("CHK_LOCATION"), PlaceFields("CHK_LOCATION")),
        new(Place("GEOFENCE"), PlaceFields("GEOFENCE")),
        new(Place("BEACONFENCE"), PlaceFields("BEACONFENCE")),
        new(
            new SmLinkVisitCallback
            {
                Id = "u1",
                ExternalId = "77",
                IdType = "card-5",
                To = "b@example.com",
                Visits = 3,
                ClientDate = Noon,
                OneTime = true,
                EventType = "OPEN",
                RedirectType = "SCRATCHCARD",
            },
            ("ID", "u1"), ("EXTERNAL_ID", "77"), ("ID_TYPE", "card-5"), ("TO", "b@example.com"), ("VISITS", "3"),
            ("CLIENT_DATE", "2026-03-01 12:00:00"), ("ONE_TIME", "true"), ("EVENT_TYPE", "OPEN"), ("REDIRECT_TYPE", "SCRATCHCARD")),
        new(new SmUserResponseCallback { Type = "USER_RESPONSE", From = "device-1", Text = "Yes", AppName = "Shop", Platform = "ANDROID" },
            ("FROM", "device-1"), ("TYPE", "USER_RESPONSE"), ("TEXT", "Yes"), ("APPNAME", "Shop"), ("PLATFORM", "ANDROID")),
        new(new SmInteractionCallback
            {
                Type = "EVENT", DeviceId = "device-1", Origin = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                ClientId = "12",
                ClientName = "Shop", ClientDate = Noon, EventType = "OPEN", App = "MOBILE_SDK", Platform = "iOS", Address = "203.0.113.9",
                Country = "PL",
                ExtraInfo = "Sale", CampaignName = "Spring", Version = "1.2.3", UtcWhen = Noon, Location = "52.2297, 21.0122",
                Latitude = 52.2297, Longitude = 21.0122,
            },
            ("DEVICE_ID", "device-1"), ("ORIGIN", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"), ("CLIENT_ID", "12"),
            ("CLIENT_NAME", "Shop"), ("CLIENT_DATE", "2026-03-01T13:00:00+01:00"), ("EVENT_TYPE", "OPEN"), ("APP", "MOBILE_SDK"),
            ("PLATFORM", "iOS"),
            ("ADDRESS", "203.0.113.9"), ("COUNTRY", "PL"), ("EXTRA_INFO", "Sale"), ("CAMPAIGN_NAME", "Spring"), ("VERSION", "1.2.3"),
            ("UTC_WHEN", "1772366400000"), ("LOCATION", "52.2297, 21.0122"), ("TYPE", "EVENT")),
        new(new SmDeliveryReportCallback
            {
                Id = "r-1", ExternalId = "order-7", From = "7055", To = "+48600700800", Message = "Hello", Status = "DELIVRD",
                Outcome = SmMessageOutcome.Delivered,
                Date = Noon, Timestamp = Noon, Username = "shop", Callback = "https://shop.example.com/callbacks",
            },
            ("date", "2026-03-01T12:00:00.000000000Z"), ("externalId", "order-7"), ("callback", "https://shop.example.com/callbacks"),
            ("from", "7055"), ("id", "r-1"),
            ("to", "+48600700800"), ("message", "Hello"), ("username", "shop"), ("timestamp", "2026-03-01T13:00:00+01:00"),
            ("status", "DELIVRD")),
    ];

    private static SmLocationCallback Place(string type) => new()
    {
        Type = type,
        ClientObjectId = "c-1",
        MessangiObjectId = "o-1",
        Status = "ENTER",
        Device = "device-1",
        Latitude = -10.5,
        Longitude = 179.25,
        StatusDescription = "front door",
        PhoneNumber = "+48600700800",
    };

    private static (string Name, string Value)[] PlaceFields(string type) =>
    [
        ("client_object_id", "c-1"), ("messangi_object_id", "o-1"), ("status", "ENTER"), ("type", type), ("device", "device-1"),
        ("latitude", "-10.5"), ("longitude", "179.25"), ("status_description", "front door"), ("phone_number", "+48600700800"),
    ];
}
