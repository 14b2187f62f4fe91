using System.Text.Json.Nodes;

namespace SalesManagoMobile.Sandbox.Tests;

/// <summary>The limits of what a push says: texts, links, properties and the size of it all.</summary>
public sealed class ContentLimitsTests : IDisposable
{
    private static readonly Guid Push = new SandboxAccount().Pushes.Single(push => push.Name == "Win-back discount").Id;
    private readonly Caller _caller;

    public ContentLimitsTests() => _caller = Caller.InProcess(new SandboxAccount(new SandboxOptions { AcceptAnyRecipient = true }));

    public static TheoryData<string, int, string> ContentTexts => new()
    {
        { "title", 255, "" }, { "content", 2048, "" }, { "deeplink", 2048, "myapp://shop/" },
    };

    public static TheoryData<string, string> BadContents => new()
    {
        { "imageUrl", "ftp://example.com/a.png" }, { "imageUrl", "a.png" }, { "imageUrl", "https://example.com/" + new string('a', 2048) },
        { "soundName", "chime.mp3" }, { "soundName", new string('s', 256) },
    };

    public static TheoryData<string> NoTexts => ["true", "{\"a\":1}", "[]"];

    public static TheoryData<string> Sends => [Caller.Send, Caller.SendCustom, Caller.SendMass, Caller.SendMassCustom];

    [Theory, MemberData(nameof(ContentTexts))]
    public async Task A_custom_text_may_have_just_so_many_characters(string field, int most, string start)
    {
        JsonObject good = Minimal(Bodies.Custom());
        good[field] = Bodies.Text(start.PadRight(most, 'x'), false);
        await _caller.SucceedAsync(Caller.SendCustom, good);

        JsonObject bad = Minimal(Bodies.Custom());
        bad[field] = Bodies.Text(start.PadRight(most + 1, 'x'), false);
        Assert.Equal(
            $"{field}.text has {most + 1} characters, at most {most} are allowed", await _caller.RefusedAsync(Caller.SendCustom, bad));
    }

    [Theory, MemberData(nameof(BadContents))]
    public async Task A_custom_push_with_a_bad_value_is_refused(string field, string value) =>
        Assert.Contains(
            field, await _caller.RefusedAsync(Caller.SendCustom, Bodies.With(Bodies.Custom(), field, value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("title", Caller.SendCustom)]
    [InlineData("deeplink", Caller.SendCustom)]
    [InlineData("title", Caller.SendMassCustom)]
    [InlineData("content", Caller.SendMassCustom)]
    [InlineData("deeplink", Caller.SendMassCustom)]
    [InlineData("imageUrl", Caller.SendMassCustom)]
    public async Task A_custom_push_needs_its_required_fields(string field, string path)
    {
        JsonObject body = path == Caller.SendCustom ? Bodies.Custom() : Bodies.CustomBatch(("TAG", "VIP"));
        body.Remove(field);
        Assert.Equal($"{field} is required", await _caller.RefusedAsync(path, body));
    }

    [Theory]
    [InlineData("content")]
    [InlineData("imageUrl")]
    public async Task A_custom_push_to_one_person_may_lack_content_and_image(string field)
    {
        JsonObject body = Bodies.Custom();
        body.Remove(field);
        await _caller.SucceedAsync(Caller.SendCustom, body);
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
        JsonObject body = Bodies.Custom();
        body["deeplink"] = Bodies.Text(link, true);
        body["properties"] = new JsonObject { ["place"] = "shop" };
        Assert.Equal("deeplink.text must be an absolute URI", await _caller.RefusedAsync(Caller.SendCustom, body));
    }

    [Theory]
    [InlineData("${link}")]
    [InlineData("${none:myapp://shop}")]
    [InlineData("${cst.link}")]
    [InlineData("myapp:a b")]
    public async Task A_deeplink_that_somebody_gets_as_an_absolute_address_is_taken(string link)
    {
        JsonObject body = Bodies.Custom();
        body["deeplink"] = Bodies.Text(link, true);
        body["properties"] = new JsonObject { ["link"] = "myapp://shop" };
        await _caller.SucceedAsync(Caller.SendCustom, body);
        JsonObject batch = Bodies.CustomBatch(("TAG", "VIP"));
        (batch["deeplink"], batch["properties"]) = (body["deeplink"]!.DeepClone(), body["properties"]!.DeepClone());
        await _caller.SucceedAsync(Caller.SendMassCustom, batch);
    }

    [Theory, MemberData(nameof(Sends))]
    public async Task A_send_may_have_16_properties_of_255_characters_and_no_more(string path)
    {
        JsonObject Properties(int count, int length) => new([.. Enumerable.Range(0, count)
            .Select(number => KeyValuePair.Create<string, JsonNode?>($"p{number}", new string('v', number == 0 ? length : 1)))]);

        await _caller.SucceedAsync(path, Bodies.With(Body(path), "properties", Properties(16, 255)));
        Assert.Equal(
            "properties has 17 pairs, at most 16 are allowed",
            await _caller.RefusedAsync(path, Bodies.With(Body(path), "properties", Properties(17, 1))));
        Assert.Equal(
            "properties.p0 has 256 characters, at most 255 are allowed",
            await _caller.RefusedAsync(path, Bodies.With(Body(path), "properties", Properties(1, 256))));
    }

    [Theory, MemberData(nameof(NoTexts))]
    public async Task What_must_be_a_text_is_nothing_else(string value)
    {
        Assert.Equal(
            "imageUrl must be a text; soundName must be a text",
            await _caller.RefusedAsync(
                Caller.SendCustom,
                Bodies.With(Bodies.With(Bodies.Custom(), "imageUrl", JsonNode.Parse(value)!), "soundName", JsonNode.Parse(value)!)));
        Assert.Equal(
            "properties.p must be a text",
            await _caller.RefusedAsync(
                Caller.Send, Bodies.With(Bodies.Send(Push), "properties", new JsonObject { ["p"] = JsonNode.Parse(value) })));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("20")]
    public async Task A_property_is_a_text_and_neither_a_number_nor_nothing(string value) =>
        Assert.Equal(
            "properties.p must be a text",
            await _caller.RefusedAsync(
                Caller.Send, Bodies.With(Bodies.Send(Push), "properties", new JsonObject { ["p"] = JsonNode.Parse(value) })));

    [Theory, MemberData(nameof(Sends))]
    public async Task A_notification_over_4096_bytes_is_refused(string path)
    {
        var properties = new JsonObject(
            [.. Enumerable.Range(0, 16).Select(number => KeyValuePair.Create<string, JsonNode?>($"p{number}", new string('v', 255)))]);
        string refusal = await _caller.RefusedAsync(path, Bodies.With(Body(path), "properties", properties));
        Assert.Matches(@"^The notification has 4[1-9]\d\d bytes, at most 4096 are allowed$", refusal);
    }

    [Fact]
    public async Task A_notification_of_exactly_4096_bytes_is_taken_and_one_more_is_not()
    {
        // Two bytes a character: well within the limit of characters, right at the limit of bytes.
        JsonObject Sized(int extra)
        {
            JsonObject body = Minimal(Bodies.Custom());
            body["title"] = Bodies.Text("t", false);
            body["deeplink"] = Bodies.Text("a://b", false);
            body["content"] = Bodies.Text(new string('é', 2022) + new string('x', extra), false);
            return body;
        }

        await _caller.SucceedAsync(Caller.SendCustom, Sized(7));
        Assert.Equal("The notification has 4097 bytes, at most 4096 are allowed", await _caller.RefusedAsync(Caller.SendCustom, Sized(8)));
    }

    [Fact]
    public async Task The_size_is_that_of_the_text_in_utf_8_however_json_might_escape_it()
    {
        JsonObject body = Minimal(Bodies.Custom());
        body["content"] = Bodies.Text(string.Concat(Enumerable.Repeat("💰\u00A0", 500)), false);
        await _caller.SucceedAsync(Caller.SendCustom, body);
        body["content"] = Bodies.Text(string.Concat(Enumerable.Repeat("\"\u0001", 600)), false);
        Assert.Equal("The notification has 4885 bytes, at most 4096 are allowed", await _caller.RefusedAsync(Caller.SendCustom, body));
    }

    public void Dispose() => _caller.Dispose();

    private static JsonObject Body(string path) => path switch
    {
        Caller.Send => Bodies.Send(Push),
        Caller.SendCustom => Bodies.Custom(),
        Caller.SendMass => Bodies.Batch(Push, ("TAG", "VIP")),
        _ => Bodies.CustomBatch(("TAG", "VIP")),
    };

    private static JsonObject Minimal(JsonObject body)
    {
        foreach (string? field in new[] { "properties", "imageUrl", "soundName" })
        {
            body.Remove(field);
        }

        return body;
    }
}
