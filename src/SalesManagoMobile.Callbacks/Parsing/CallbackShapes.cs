namespace SalesManagoMobile.Callbacks;

/// <summary>The documented shapes: which fields tell them apart, and which field goes where.</summary>
internal static class CallbackShapes
{
    public static SmCallback Create(CallbackFields fields)
    {
        SmCallback callback = KindOf(fields) switch
        {
            SmCallbackKind.IncomingMessage => IncomingMessage(fields),
            SmCallbackKind.Sms => Message<SmSmsCallback>(fields),
            SmCallbackKind.Push => Message<SmPushCallback>(fields),
            SmCallbackKind.Facebook => Message<SmFacebookCallback>(fields),
            SmCallbackKind.Email => Message<SmEmailCallback>(fields),
            SmCallbackKind.Location => Location(fields),
            SmCallbackKind.LinkVisit => LinkVisit(fields),
            SmCallbackKind.UserResponse => UserResponse(fields),
            SmCallbackKind.Interaction => Interaction(fields),
            SmCallbackKind.DeliveryReport => DeliveryReport(fields),
            _ => new SmUnknownCallback(),
        };
        return callback with { Type = fields["TYPE"], Fields = fields.ToJson() };
    }

    public static SmUnknownCallback CreateUnknown(CallbackFields fields) => new() { Type = fields["TYPE"], Fields = fields.ToJson() };

    private static SmCallbackKind KindOf(CallbackFields fields) => fields["TYPE"]?.Trim().ToUpperInvariant() switch
    {
        "MO_MESSAGE" => SmCallbackKind.IncomingMessage,
        "SMS" => SmCallbackKind.Sms,
        "PUSH" => SmCallbackKind.Push,
        "FACEBOOK" => SmCallbackKind.Facebook,
        "EMAIL" => SmCallbackKind.Email,
        "LOCATION" or "CHK_LOCATION" or "GEOFENCE" or "BEACONFENCE" => SmCallbackKind.Location,
        "USER_RESPONSE" => SmCallbackKind.UserResponse,
        "EVENT" => SmCallbackKind.Interaction,
        _ when fields.Contains("REDIRECT_TYPE") => SmCallbackKind.LinkVisit,
        null when IsDeliveryReport(fields) => SmCallbackKind.DeliveryReport,
        _ => SmCallbackKind.Unknown,
    };

    private static bool IsDeliveryReport(CallbackFields fields) =>
        fields.IsJson && !fields.Contains("TYPE") && fields["id"] is not null && fields["to"] is not null && fields["status"] is not null;

    private static T Message<T>(CallbackFields fields)
        where T : SmMessageCallback, new() => new()
        {
            From = fields["FROM"],
            To = fields["TO"],
            MessageBody = fields["MESSAGE_BODY"],
            ClientId = fields["CLIENT_ID"],
            MessangiId = fields["MESSANGI_ID"],
            Status = fields["STATUS"],
            Outcome = MessageStatus.Outcome(fields["STATUS"]),
        };

    private static SmDeliveryReportCallback DeliveryReport(CallbackFields fields) => new()
    {
        Id = fields["id"],
        ExternalId = fields["externalId"],
        From = fields["from"],
        To = fields["to"],
        Message = fields["message"],
        Status = fields["status"],
        Outcome = MessageStatus.Outcome(fields["status"]),
        Date = FieldText.Date(fields["date"]),
        Timestamp = FieldText.Date(fields["timestamp"]),
        Username = fields["username"],
        Callback = fields["callback"],
    };

    private static SmIncomingMessageCallback IncomingMessage(CallbackFields fields) => new()
    {
        From = fields["FROM"],
        To = fields["TO"],
        Text = fields["TEXT"],
        Encoding = fields["ENCODING"],
    };

    private static SmLocationCallback Location(CallbackFields fields) => new()
    {
        ClientObjectId = fields["client_object_id"],
        MessangiObjectId = fields["messangi_object_id"],
        Status = fields["status"],
        Device = fields["device"],
        Latitude = FieldText.Degrees(fields["latitude"], 90),
        Longitude = FieldText.Degrees(fields["longitude"], 180),
        StatusDescription = fields["status_description"],
        PhoneNumber = fields["phone_number"],
    };

    private static SmLinkVisitCallback LinkVisit(CallbackFields fields) => new()
    {
        Id = fields["ID"],
        ExternalId = fields["EXTERNAL_ID"],
        IdType = fields["ID_TYPE"],
        To = fields["TO"],
        Visits = FieldText.Count(fields["VISITS"]),
        ClientDate = FieldText.Date(fields["CLIENT_DATE"]),
        OneTime = FieldText.Boolean(fields["ONE_TIME"]),
        EventType = fields["EVENT_TYPE"],
        RedirectType = fields["REDIRECT_TYPE"],
    };

    private static SmUserResponseCallback UserResponse(CallbackFields fields) => new()
    {
        From = fields["FROM"],
        Text = fields["TEXT"],
        AppName = fields["APPNAME"],
        Platform = fields["PLATFORM"],
    };

    private static SmInteractionCallback Interaction(CallbackFields fields)
    {
        (double? latitude, double? longitude) = FieldText.Place(fields["LOCATION"]);
        return new()
        {
            DeviceId = fields["DEVICE_ID"],
            Origin = fields["ORIGIN"],
            ClientId = fields["CLIENT_ID"],
            ClientName = fields["CLIENT_NAME"],
            ClientDate = FieldText.Date(fields["CLIENT_DATE"]),
            EventType = fields["EVENT_TYPE"],
            App = fields["APP"],
            Platform = fields["PLATFORM"],
            Address = fields["ADDRESS"],
            Country = fields["COUNTRY"],
            ExtraInfo = fields["EXTRA_INFO"],
            CampaignName = fields["CAMPAIGN_NAME"],
            Version = fields["VERSION"],
            UtcWhen = FieldText.Date(fields["UTC_WHEN"]),
            Location = fields["LOCATION"],
            Latitude = latitude,
            Longitude = longitude,
        };
    }
}
