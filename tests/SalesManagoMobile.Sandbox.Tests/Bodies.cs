using System.Text.Json.Nodes;

namespace SalesManagoMobile.Sandbox.Tests;

/// <summary>Good request bodies, to be spoiled one field at a time.</summary>
internal static class Bodies
{
    public const string Email = "name@example.com";

    public static JsonObject Contact(string email = "new@example.com") => new()
    {
        ["pushRegistrationId"] = "token-of-" + email,
        ["applicationSimpleId"] = SandboxAccount.ApplicationId,
        ["system"] = "ANDROID",
        ["systemVersion"] = "13",
        ["deviceModel"] = "Samsung",
        ["email"] = email,
        ["phone"] = "+1555443322",
        ["timezone"] = "Europe/Madrid",
        ["locale"] = "es_ES",
    };

    public static JsonObject List() => new() { ["applicationId"] = SandboxAccount.ApplicationId };

    public static JsonObject Send(Guid push, string email = Email) => new()
    {
        ["pushId"] = push.ToString(),
        ["applicationId"] = SandboxAccount.ApplicationId,
        ["email"] = email,
        ["properties"] = new JsonObject { ["discount"] = "20%" },
        ["sendToAllDevices"] = "false",
    };

    public static JsonObject Custom() => new()
    {
        ["applicationId"] = SandboxAccount.ApplicationId,
        ["email"] = Email,
        ["title"] = Text("Act now and save big 💰", false),
        ["content"] = Text("Claim your ${discount:extra} discount now. ${product_rec:Your product} is still waiting for you!", true),
        ["deeplink"] = Text("myapp://shop/product/${product_rec_slug}", true),
        ["properties"] = new JsonObject { ["discount"] = "20%", ["product_rec_slug"] = "sweaters/turtleneck_sweater" },
        ["imageUrl"] = "https://example.com/media/mobile_app/notification.png",
        ["soundName"] = "reminder_chime",
        ["sendToAllDevices"] = "false",
    };

    public static JsonObject Batch(Guid push, params (string Type, string Value)[] contacts) => new()
    {
        ["pushId"] = push.ToString(),
        ["applicationId"] = SandboxAccount.ApplicationId,
        ["contacts"] = Addressees(contacts),
        ["properties"] = new JsonObject { ["discount"] = "20%" },
        ["sendToAllDevices"] = "false",
    };

    public static JsonObject CustomBatch(params (string Type, string Value)[] contacts)
    {
        JsonObject body = Custom();
        body.Remove("email");
        body["contacts"] = Addressees(contacts);
        return body;
    }

    public static JsonObject Text(string text, bool personalized) => new() { ["personalized"] = personalized, ["text"] = text };

    public static JsonObject With(JsonObject body, string field, JsonNode value)
    {
        body[field] = value;
        return body;
    }

    private static JsonArray Addressees((string Type, string Value)[] contacts) =>
        new([.. contacts.Select(contact => new JsonObject { ["addresseeType"] = contact.Type, ["value"] = contact.Value })]);
}
