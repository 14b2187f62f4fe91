using System.Text.Json.Nodes;

namespace SalesManagoMobile.Sandbox.Tests;

/// <summary>Every documented limit: what is just good is taken, what is just past it is refused with a message that names the field.</summary>
public sealed class LimitsTests : IDisposable
{
    private static readonly Guid Push = new SandboxAccount().Pushes.Single(push => push.Name == "Win-back discount").Id;
    private readonly Caller caller;

    public LimitsTests() => caller = Caller.InProcess(new SandboxAccount(new SandboxOptions { AcceptAnyRecipient = true }));

    public static TheoryData<string, int> ContactTexts => new()
    {
        { "pushRegistrationId", 512 }, { "systemVersion", 255 }, { "deviceModel", 255 }, { "phone", 255 },
    };

    public static TheoryData<string> ContactNeeds => ["pushRegistrationId", "applicationSimpleId", "system", "email"];

    public static TheoryData<string, string> BadContactValues => new()
    {
        { "system", "WINDOWS" }, { "system", "android" },
        { "email", "no-at-sign" }, { "email", "two@at@signs.com" }, { "email", "@example.com" }, { "email", "name@" },
        { "email", new string('a', 65) + "@example.com" }, { "email", "a@" + new string('b', 253) },
        { "timezone", "Mars/Olympus" }, { "timezone", "W. Europe Standard Time" },
        { "locale", "es-ES" }, { "locale", "es" }, { "locale", "ES_es" }, { "locale", "xx_ES" }, { "locale", "es_QQ" },
        { "applicationSimpleId", "no_such_app" },
    };

    public static TheoryData<string, string> GoodContactValues => new()
    {
        { "system", "IOS" }, { "email", new string('a', 64) + "@example.com" }, { "email", "a@" + new string('b', 252) },
        { "timezone", "UTC" }, { "timezone", "America/Argentina/Buenos_Aires" }, { "locale", "pl_PL" }, { "locale", "en_GB" },
    };

    public static TheoryData<string, int, string> ContentTexts => new()
    {
        { "title", 255, "" }, { "content", 2048, "" }, { "deeplink", 2048, "myapp://shop/" },
    };

    public static TheoryData<string, string> BadContents => new()
    {
        { "imageUrl", "ftp://example.com/a.png" }, { "imageUrl", "a.png" }, { "imageUrl", "https://example.com/" + new string('a', 2048) },
        { "soundName", "chime.mp3" }, { "soundName", new string('s', 256) },
    };

    public static TheoryData<string> Sends => [Caller.Send, Caller.SendCustom, Caller.SendMass, Caller.SendMassCustom];

    [Theory, MemberData(nameof(ContactTexts))]
    public async Task A_text_of_a_contact_may_have_just_so_many_characters(string field, int most)
    {
        await caller.SucceedAsync(Caller.Create, With(Bodies.Contact(), field, new string('x', most)));
        var refusal = await caller.RefusedAsync(Caller.Create, With(Bodies.Contact(), field, new string('x', most + 1)));
        Assert.Equal($"{field} has {most + 1} characters, at most {most} are allowed", refusal);
    }

    [Theory, MemberData(nameof(ContactNeeds))]
    public async Task A_contact_needs_its_required_fields(string field)
    {
        var body = Bodies.Contact();
        body.Remove(field);
        Assert.Equal($"{field} is required", await caller.RefusedAsync(Caller.Create, body));
    }

    [Theory, MemberData(nameof(BadContactValues))]
    public async Task A_contact_with_a_bad_value_is_refused(string field, string value)
    {
        var refusal = await caller.RefusedAsync(Caller.Create, With(Bodies.Contact(), field, value));
        Assert.Contains(field == "applicationSimpleId" ? "Application" : field, refusal, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(GoodContactValues))]
    public async Task A_contact_with_an_unusual_but_good_value_is_taken(string field, string value) =>
        await caller.SucceedAsync(Caller.Create, With(Bodies.Contact(), field, value));

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var refusal = await caller.RefusedAsync(Caller.Create, new() { ["system"] = "SYMBIAN", ["locale"] = "spanish" });
        Assert.All(["pushRegistrationId", "applicationSimpleId", "system", "email", "locale"], field => Assert.Contains(field, refusal, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(ContentTexts))]
    public async Task A_custom_text_may_have_just_so_many_characters(string field, int most, string start)
    {
        var good = Minimal(Bodies.Custom());
        good[field] = Bodies.Text(start.PadRight(most, 'x'), false);
        await caller.SucceedAsync(Caller.SendCustom, good);

        var bad = Minimal(Bodies.Custom());
        bad[field] = Bodies.Text(start.PadRight(most + 1, 'x'), false);
        Assert.Equal($"{field}.text has {most + 1} characters, at most {most} are allowed", await caller.RefusedAsync(Caller.SendCustom, bad));
    }

    [Theory, MemberData(nameof(BadContents))]
    public async Task A_custom_push_with_a_bad_value_is_refused(string field, string value) =>
        Assert.Contains(field, await caller.RefusedAsync(Caller.SendCustom, With(Bodies.Custom(), field, value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("title", Caller.SendCustom)]
    [InlineData("deeplink", Caller.SendCustom)]
    [InlineData("title", Caller.SendMassCustom)]
    [InlineData("content", Caller.SendMassCustom)]
    [InlineData("deeplink", Caller.SendMassCustom)]
    [InlineData("imageUrl", Caller.SendMassCustom)]
    public async Task A_custom_push_needs_its_required_fields(string field, string path)
    {
        var body = path == Caller.SendCustom ? Bodies.Custom() : Bodies.CustomBatch(("TAG", "VIP"));
        body.Remove(field);
        Assert.Equal($"{field} is required", await caller.RefusedAsync(path, body));
    }

    [Theory]
    [InlineData("content")]
    [InlineData("imageUrl")]
    public async Task A_custom_push_to_one_person_may_lack_content_and_image(string field)
    {
        var body = Bodies.Custom();
        body.Remove(field);
        await caller.SucceedAsync(Caller.SendCustom, body);
    }

    [Theory]
    [InlineData("${path}/shop")]
    [InlineData("${place}/shop")]
    [InlineData("${cst.link:/cart}")]
    [InlineData("/cart")]
    [InlineData("cart")]
    [InlineData("//host/x")]
    [InlineData("myapp:")]
    public async Task A_deeplink_that_nobody_gets_as_an_absolute_address_is_refused(string link)
    {
        var body = Bodies.Custom();
        body["deeplink"] = Bodies.Text(link, true);
        body["properties"] = new JsonObject { ["place"] = "shop" };
        Assert.Equal("deeplink.text must be an absolute URI", await caller.RefusedAsync(Caller.SendCustom, body));
    }

    [Theory]
    [InlineData("${link}")]
    [InlineData("${none:myapp://shop}")]
    [InlineData("${cst.link}")]
    [InlineData("myapp:a b")]
    public async Task A_deeplink_that_somebody_gets_as_an_absolute_address_is_taken(string link)
    {
        var body = Bodies.Custom();
        body["deeplink"] = Bodies.Text(link, true);
        body["properties"] = new JsonObject { ["link"] = "myapp://shop" };
        await caller.SucceedAsync(Caller.SendCustom, body);
        var batch = Bodies.CustomBatch(("TAG", "VIP"));
        (batch["deeplink"], batch["properties"]) = (body["deeplink"]!.DeepClone(), body["properties"]!.DeepClone());
        await caller.SucceedAsync(Caller.SendMassCustom, batch);
    }

    [Theory, MemberData(nameof(Sends))]
    public async Task A_send_may_have_16_properties_of_255_characters_and_no_more(string path)
    {
        JsonObject Properties(int count, int length) => new([.. Enumerable.Range(0, count)
            .Select(number => KeyValuePair.Create<string, JsonNode?>($"p{number}", new string('v', number == 0 ? length : 1)))]);

        await caller.SucceedAsync(path, With(Body(path), "properties", Properties(16, 255)));
        Assert.Equal("properties has 17 pairs, at most 16 are allowed", await caller.RefusedAsync(path, With(Body(path), "properties", Properties(17, 1))));
        Assert.Equal(
            "properties.p0 has 256 characters, at most 255 are allowed", await caller.RefusedAsync(path, With(Body(path), "properties", Properties(1, 256))));
    }

    [Theory, MemberData(nameof(Sends))]
    public async Task A_notification_over_4096_bytes_is_refused(string path)
    {
        var properties = new JsonObject([.. Enumerable.Range(0, 16).Select(number => KeyValuePair.Create<string, JsonNode?>($"p{number}", new string('v', 255)))]);
        var refusal = await caller.RefusedAsync(path, With(Body(path), "properties", properties));
        Assert.Matches(@"^The notification has 4[1-9]\d\d bytes, at most 4096 are allowed$", refusal);
    }

    [Fact]
    public async Task A_notification_of_exactly_4096_bytes_is_taken_and_one_more_is_not()
    {
        // Two bytes a character: well within the limit of characters, right at the limit of bytes.
        JsonObject Sized(int extra)
        {
            var body = Minimal(Bodies.Custom());
            body["title"] = Bodies.Text("t", false);
            body["deeplink"] = Bodies.Text("a://b", false);
            body["content"] = Bodies.Text(new string('é', 2022) + new string('x', extra), false);
            return body;
        }

        await caller.SucceedAsync(Caller.SendCustom, Sized(7));
        Assert.Equal("The notification has 4097 bytes, at most 4096 are allowed", await caller.RefusedAsync(Caller.SendCustom, Sized(8)));
    }

    [Fact]
    public async Task The_size_is_that_of_the_text_in_utf_8_however_json_might_escape_it()
    {
        var body = Minimal(Bodies.Custom());
        body["content"] = Bodies.Text(string.Concat(Enumerable.Repeat("💰\u00A0", 500)), false);
        await caller.SucceedAsync(Caller.SendCustom, body);
        body["content"] = Bodies.Text(string.Concat(Enumerable.Repeat("\"\u0001", 600)), false);
        Assert.Equal("The notification has 4885 bytes, at most 4096 are allowed", await caller.RefusedAsync(Caller.SendCustom, body));
    }

    [Fact]
    public async Task A_single_send_names_exactly_one_person()
    {
        var none = Bodies.Send(Push);
        none.Remove("email");
        Assert.Equal("One of email, contactId and userId is required", await caller.RefusedAsync(Caller.Send, none));
        var two = With(Bodies.Send(Push), "userId", "someone");
        Assert.Equal("Only one of email, contactId and userId may be given", await caller.RefusedAsync(Caller.Send, two));
    }

    [Theory]
    [InlineData("pushId", Caller.Send)]
    [InlineData("pushId", Caller.SendMass)]
    [InlineData("pushId", Caller.Conversations)]
    [InlineData("contactId", Caller.Send)]
    public async Task An_identifier_must_be_a_uuid(string field, string path)
    {
        var body = path == Caller.Conversations ? [] : Body(path);
        if (field == "contactId")
            body.Remove("email");
        Assert.Equal($"{field} must be a UUID", await caller.RefusedAsync(path, With(body, field, "a1b2-c3d4")));
    }

    [Fact]
    public async Task An_addressee_value_may_have_255_characters()
    {
        var address = new string('a', 59) + "@example.com, ";
        var three = address + address + address;
        var good = (three + "b@" + new string('c', 300))[..255];
        await caller.SucceedAsync(Caller.SendMass, Bodies.Batch(Push, ("EMAIL", good)));
        Assert.Equal(
            "contacts.value has 256 characters, at most 255 are allowed; contacts is required and must name somebody",
            await caller.RefusedAsync(Caller.SendMass, Bodies.Batch(Push, ("EMAIL", good + "c"))));
    }

    [Fact]
    public async Task An_addressee_type_must_be_one_of_four() =>
        Assert.StartsWith(
            "contacts.addresseeType must be EMAIL, CONTACT_ID, TAG or USER_ID, not PHONE",
            await caller.RefusedAsync(Caller.SendMass, Bodies.Batch(Push, ("PHONE", "+1555"))),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_batch_date_in_seconds_is_refused() =>
        Assert.Equal(
            "date must be a Unix timestamp in milliseconds",
            await caller.RefusedAsync(Caller.SendMass, With(Bodies.Batch(Push, ("TAG", "VIP")), "date", "1659938888")));

    [Fact]
    public async Task An_export_may_span_30_days_and_not_a_second_more()
    {
        JsonObject Range(long seconds) => new() { ["pushId"] = Push.ToString(), ["timeFrom"] = 1_639_938_888, ["timeTo"] = 1_639_938_888 + seconds };
        await caller.SucceedAsync(Caller.ExportPush, Range(30 * 86_400));
        Assert.Equal(
            "The time range has 2592001 seconds, at most 2592000 (30 days) are allowed", await caller.RefusedAsync(Caller.ExportPush, Range((30 * 86_400) + 1)));
        Assert.Equal("timeFrom must be before timeTo", await caller.RefusedAsync(Caller.ExportPush, Range(0)));
    }

    [Fact]
    public async Task An_export_range_too_large_for_numbers_is_refused() =>
        Assert.Contains(
            "timeFrom and timeTo must be Unix timestamps in seconds",
            await caller.RefusedAsync(Caller.ExportPush, new() { ["pushId"] = Push.ToString(), ["timeFrom"] = long.MinValue, ["timeTo"] = 1 }),
            StringComparison.Ordinal);

    [Fact]
    public async Task An_export_range_in_milliseconds_is_refused() =>
        Assert.StartsWith(
            "timeFrom and timeTo must be Unix timestamps in seconds",
            await caller.RefusedAsync(
                Caller.ExportPush, new() { ["pushId"] = Push.ToString(), ["timeFrom"] = 1_639_938_888_000, ["timeTo"] = 1_639_938_889_000 }),
            StringComparison.Ordinal);

    public void Dispose() => caller.Dispose();

    private static JsonObject Body(string path) => path switch
    {
        Caller.Send => Bodies.Send(Push),
        Caller.SendCustom => Bodies.Custom(),
        Caller.SendMass => Bodies.Batch(Push, ("TAG", "VIP")),
        _ => Bodies.CustomBatch(("TAG", "VIP")),
    };

    private static JsonObject Minimal(JsonObject body)
    {
        foreach (var field in new[] { "properties", "imageUrl", "soundName" })
            body.Remove(field);
        return body;
    }

    private static JsonObject With(JsonObject body, string field, JsonNode value)
    {
        body[field] = value;
        return body;
    }
}
