using System.Text.Json.Nodes;
using Xunit;
using static SalesManagoMobile.Client.Tests.Clients;

namespace SalesManagoMobile.Client.Tests;

/// <summary>
/// Each sample request of the documentation is sent as it stands there; elided UUIDs are full ones here, and the credentials are ours.
/// </summary>
public sealed class SampleRequestsTests
{
    private const string Title = "Act now and save big 💰";
    private const string Content = "Claim your ${discount:extra} discount now. ${product_rec:Your product} is still waiting for you!";
    private const string Deeplink = "myapp://shop/product/${product_rec_slug}";

    private static readonly CustomPush Custom = new()
    {
        Title = Title,
        Content = Content,
        Deeplink = Deeplink,
        ImageUrl = "https://example.com/media/mobile_app/notification.png",
        SoundName = "reminder_chime",
    };

    private static readonly Dictionary<string, string> ThreeProperties = new()
    {
        ["discount"] = "20%",
        ["product_rec"] = "Turtleneck sweater",
        ["product_rec_slug"] = "sweaters/turtleneck_sweater",
    };

    private const string CustomFields =
        """
        "title": { "personalized": false, "text": "Act now and save big 💰" },
        "content": {
          "personalized": true,
          "text": "Claim your ${discount:extra} discount now. ${product_rec:Your product} is still waiting for you!"
        },
        "deeplink": { "personalized": true, "text": "myapp://shop/product/${product_rec_slug}" },
        "properties": {
          "discount": "20%",
          "product_rec": "Turtleneck sweater",
          "product_rec_slug": "sweaters/turtleneck_sweater"
        },
        "imageUrl": "https://example.com/media/mobile_app/notification.png",
        "soundName": "reminder_chime",
        "sendToAllDevices": "false"
        """;

    [Fact]
    public Task Transfer_contact() => SendsAsync(
        client => client.CreateContactAsync(
            new ContactRequest
            {
                PushRegistrationId = "abcd-ef01",
                ApplicationId = "example_app",
                System = "Android",
                SystemVersion = "13",
                DeviceModel = "Samsung",
                Email = "name@example.com",
                Phone = "+1555443322",
                Timezone = "Europe/Madrid",
                Locale = "es-ES",
            },
            TestContext.Current.CancellationToken),
        "https://api.appmanago.com/api/contact/create",
        """
        {
          "pushRegistrationId": "abcd-ef01", "applicationSimpleId": "example_app", "system": "ANDROID", "systemVersion" : "13",
          "deviceModel": "Samsung", "email": "name@example.com", "phone": "+1555443322", "timezone": "Europe/Madrid", "locale" : "es_ES"
        }
        """);

    [Fact]
    public Task List_pushes() => SendsAsync(
        client => client.ListPushesAsync("my_example_app", TestContext.Current.CancellationToken),
        "https://example.salesmanago.com/api/mobile/push/list",
        """{ "applicationId": "my_example_app" }""");

    [Fact]
    public Task Send_existing_push() => SendsAsync(
        client => client.SendPushAsync(
            new PushRequest
            {
                Content = new ExistingPush(PushId),
                ApplicationId = "my_example_app",
                Email = "name@example.com",
                Properties = new Dictionary<string, string> { ["t_shirt_size"] = "XL", ["gender"] = "Male" },
                SendToAllDevices = false,
            },
            TestContext.Current.CancellationToken),
        "https://example.salesmanago.com/api/mobile/push/send",
        $$"""
        {
          "pushId": "{{PushId}}", "applicationId": "my_example_app", "email": "name@example.com",
          "properties": { "t_shirt_size": "XL", "gender": "Male" }, "sendToAllDevices": "false"
        }
        """);

    // The sample also has a pushId, which the field table does not know, and a contactId beside the e-mail address, of which only one
    // may be given: both are left out here.
    [Fact]
    public Task Send_custom_push() => SendsAsync(
        client => client.SendPushAsync(
            new PushRequest
            {
                Content = Custom,
                ApplicationId = "my_example_app",
                Email = "name@example.com",
                Properties = ThreeProperties,
                SendToAllDevices = false,
            },
            TestContext.Current.CancellationToken),
        "https://example.salesmanago.com/api/mobile/push/sendCustom",
        $$"""{ "applicationId": "my_example_app", "email": "name@example.com", {{CustomFields}} }""");

    [Fact]
    public Task Batch_send_existing_push() => SendsAsync(
        client => client.SendBatchAsync(
            new BatchRequest
            {
                Content = new ExistingPush(PushId),
                ApplicationId = "my_example_app",
                ScheduleAt = DateTimeOffset.FromUnixTimeMilliseconds(1659938887999),
                Addressees =
                [
                    new(AddresseeType.Email, "name1@example.com"),
                    new(AddresseeType.Email, "name2@example.com"),
                    new(AddresseeType.Email, "name3@example.com"),
                    new(AddresseeType.Tag, "FEMALE_CLOTHING"),
                ],
                Properties = new Dictionary<string, string> { ["discount"] = "20%", ["product_rec"] = "Turtleneck sweater" },
                SendToAllDevices = false,
            },
            TestContext.Current.CancellationToken),
        "https://example.salesmanago.com/api/mobile/push/sendMass",
        $$"""
        {
          "pushId": "{{PushId}}", "applicationId": "my_example_app", "date": "1659938887999",
          "contacts": [
            { "addresseeType": "EMAIL", "value": "name1@example.com, name2@example.com, name3@example.com" },
            { "addresseeType": "TAG", "value": "FEMALE_CLOTHING" }
          ],
          "properties": { "discount": "20%", "product_rec": "Turtleneck sweater" }, "sendToAllDevices": "false"
        }
        """);

    // The sample has no contacts, without which there is nobody to send to: a tag is added here.
    [Fact]
    public Task Batch_send_custom_push() => SendsAsync(
        client => client.SendBatchAsync(
            new BatchRequest
            {
                Content = Custom,
                ApplicationId = "my_example_app",
                ScheduleAt = DateTimeOffset.FromUnixTimeMilliseconds(1659938887999),
                Addressees = [new(AddresseeType.Tag, "FEMALE_CLOTHING")],
                Properties = ThreeProperties,
                SendToAllDevices = false,
            },
            TestContext.Current.CancellationToken),
        "https://example.salesmanago.com/api/mobile/push/sendMassCustom",
        $$"""
        {
          "applicationId": "my_example_app", "date": "1659938887999",
          "contacts": [ { "addresseeType": "TAG", "value": "FEMALE_CLOTHING" } ], {{CustomFields}}
        }
        """);

    [Fact]
    public Task Batch_send_at_once_says_the_current_time() => SendsAsync(
        client => client.SendBatchAsync(
            new BatchRequest
            {
                Content = new ExistingPush(PushId),
                ApplicationId = "my_example_app",
                Addressees = [new(AddresseeType.Tag, "VIP")],
            },
            TestContext.Current.CancellationToken),
        "https://example.salesmanago.com/api/mobile/push/sendMass",
        $$"""
        {
          "pushId": "{{PushId}}", "applicationId": "my_example_app", "date": "{{TestClock.Start.ToUnixTimeMilliseconds()}}",
          "contacts": [ { "addresseeType": "TAG", "value": "VIP" } ]
        }
        """);

    [Fact]
    public Task List_sent_pushes() => SendsAsync(
        client => client.GetHistoryPageAsync(
            new HistoryRequest
            {
                Email = "name@example.com",
                UserId = "1234567",
                EntriesNumber = 20,
                After = DateTimeOffset.FromUnixTimeMilliseconds(1559938888000),
                Before = DateTimeOffset.FromUnixTimeMilliseconds(1659938888000),
            },
            TestContext.Current.CancellationToken),
        "https://api.appmanago.com/api/v2/push/history",
        """
        { "email": "name@example.com", "userId": 1234567, "entriesNumber": 20, "dateFrom": 1559938888000, "dateTo": 1659938888000 }
        """);

    [Fact]
    public Task List_conversations() => SendsAsync(
        client => client.ListConversationsAsync(PushId, TestContext.Current.CancellationToken),
        "https://api.appmanago.com/api/push/conversation/list",
        $$"""{ "pushId": "{{PushId}}" }""");

    [Fact]
    public Task Conversation_statistics() => SendsAsync(
        client => client.GetStatisticsAsync(1234567, TestContext.Current.CancellationToken),
        "https://api.appmanago.com/api/push/conversation/stats",
        """{ "conversationId": 1234567 }""");

    [Fact]
    public Task Export_one_conversation() => SendsAsync(
        client => client.ExportConversationAsync(1234567, TestContext.Current.CancellationToken),
        "https://api.appmanago.com/api/push/conversation/data",
        """{ "conversationId": 1234567 }""");

    // The sample's range spans 231 days, the documented limit is 30: it begins 30 days before its end here.
    [Fact]
    public Task Export_all_conversations_of_a_push() => SendsAsync(
        client => client.ExportPushAsync(
            PushId, DateTimeOffset.FromUnixTimeSeconds(1657346888), DateTimeOffset.FromUnixTimeSeconds(1659938888),
            TestContext.Current.CancellationToken),
        "https://api.appmanago.com/api/push/conversation/data/export",
        $$"""{ "pushId": "{{PushId}}", "timeFrom": 1657346888, "timeTo": 1659938888 }""");

    [Fact]
    public Task Job_status() => SendsAsync(
        client => client.GetJobAsync(123456, TestContext.Current.CancellationToken),
        "https://api.appmanago.com/api/job/status",
        """{ "jobId": 123456 }""");

    private static async Task SendsAsync(Func<SmClient, Task> send, string address, string fields)
    {
        using ScriptedHandler handler = new ScriptedHandler().Answer("""{ "success": true, "message": [], "jobId": 1 }""");
        using SmClient client = new(Options with { Handler = handler, TimeProvider = new TestClock() });

        await send(client);

        (Uri uri, string body) = Assert.Single(handler.Requests);
        SmCredential credential = uri.Host == "api.appmanago.com" ? MobileCredential : Credential;
        JsonObject expected = JsonNode.Parse(fields)!.AsObject();
        expected["clientId"] = credential.ClientId;
        expected["apiKey"] = credential.ApiKey;
        expected["sha"] = credential.Signature;
        Assert.Equal(address, uri.AbsoluteUri);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(body)), $"expected {expected.ToJsonString()}\nsent     {body}");
    }
}
