using System.Text.Json.Nodes;

namespace SalesManagoMobile.Sandbox.Tests;

/// <summary>
/// Every documented limit: what is just good is taken, what is just past it is refused with a message that names the field.
/// </summary>
public sealed class LimitsTests : IDisposable
{
    private static readonly Guid Push = new SandboxAccount().Pushes.Single(push => push.Name == "Win-back discount").Id;
    private readonly Caller _caller;

    public LimitsTests() => _caller = Caller.InProcess(new SandboxAccount(new SandboxOptions { AcceptAnyRecipient = true }));

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
        { "timezone", "Mars/Olympus" }, { "timezone", "UTC+12" }, { "timezone", "Europe/" }, { "timezone", "Europe/New Madrid" },
        { "timezone", "W. Europe Standard Time" },
        { "locale", "es-ES" }, { "locale", "es" }, { "locale", "ES_es" }, { "locale", "xx_ES" }, { "locale", "es_QQ" },
        { "applicationSimpleId", "no_such_app" },
    };

    public static TheoryData<string, string> GoodContactValues => new()
    {
        { "system", "IOS" }, { "email", new string('a', 64) + "@example.com" }, { "email", "a@" + new string('b', 252) },
        { "timezone", "UTC" }, { "timezone", "CET" }, { "timezone", "Europe/Kyiv" }, { "timezone", "Antarctica/Troll" },
        { "timezone", "America/Argentina/Buenos_Aires" }, { "locale", "pl_PL" }, { "locale", "en_GB" },
        { "locale", "bi_VU" }, { "locale", "na_NR" }, { "locale", "fr_TF" }, { "locale", "en_AQ" },
    };

    [Theory, MemberData(nameof(ContactTexts))]
    public async Task A_text_of_a_contact_may_have_just_so_many_characters(string field, int most)
    {
        await _caller.SucceedAsync(Caller.Create, Bodies.With(Bodies.Contact(), field, new string('x', most)));
        string refusal = await _caller.RefusedAsync(Caller.Create, Bodies.With(Bodies.Contact(), field, new string('x', most + 1)));
        Assert.Equal($"{field} has {most + 1} characters, at most {most} are allowed", refusal);
    }

    [Theory, MemberData(nameof(ContactNeeds))]
    public async Task A_contact_needs_its_required_fields(string field)
    {
        JsonObject body = Bodies.Contact();
        body.Remove(field);
        Assert.Equal($"{field} is required", await _caller.RefusedAsync(Caller.Create, body));
    }

    [Theory, MemberData(nameof(BadContactValues))]
    public async Task A_contact_with_a_bad_value_is_refused(string field, string value)
    {
        string refusal = await _caller.RefusedAsync(Caller.Create, Bodies.With(Bodies.Contact(), field, value));
        Assert.Contains(field == "applicationSimpleId" ? "Application" : field, refusal, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(GoodContactValues))]
    public async Task A_contact_with_an_unusual_but_good_value_is_taken(string field, string value) =>
        await _caller.SucceedAsync(Caller.Create, Bodies.With(Bodies.Contact(), field, value));

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        string refusal = await _caller.RefusedAsync(Caller.Create, new() { ["system"] = "SYMBIAN", ["locale"] = "spanish" });
        Assert.All(
            ["pushRegistrationId", "applicationSimpleId", "system", "email", "locale"],
            field => Assert.Contains(field, refusal, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_single_send_names_exactly_one_person()
    {
        JsonObject none = Bodies.Send(Push);
        none.Remove("email");
        Assert.Equal("One of email, contactId and userId is required", await _caller.RefusedAsync(Caller.Send, none));
        JsonObject two = Bodies.With(Bodies.Send(Push), "userId", "someone");
        Assert.Equal("Only one of email, contactId and userId may be given", await _caller.RefusedAsync(Caller.Send, two));
    }

    [Theory]
    [InlineData("pushId", Caller.Send)]
    [InlineData("pushId", Caller.SendMass)]
    [InlineData("pushId", Caller.Conversations)]
    [InlineData("contactId", Caller.Send)]
    public async Task An_identifier_must_be_a_uuid(string field, string path)
    {
        JsonObject body = path == Caller.Conversations ? [] : Body(path);
        if (field == "contactId")
        {
            body.Remove("email");
        }

        Assert.Equal($"{field} must be a UUID", await _caller.RefusedAsync(path, Bodies.With(body, field, "a1b2-c3d4")));
    }

    [Fact]
    public async Task An_addressee_value_may_have_255_characters()
    {
        string address = new string('a', 59) + "@example.com, ";
        string three = address + address + address;
        string good = (three + "b@" + new string('c', 300))[..255];
        await _caller.SucceedAsync(Caller.SendMass, Bodies.Batch(Push, ("EMAIL", good)));
        Assert.Equal(
            "contacts.value has 256 characters, at most 255 are allowed",
            await _caller.RefusedAsync(Caller.SendMass, Bodies.Batch(Push, ("EMAIL", good + "c"))));
    }

    [Fact]
    public async Task An_addressee_type_must_be_one_of_four() =>
        Assert.StartsWith(
            "contacts.addresseeType must be EMAIL, CONTACT_ID, TAG or USER_ID, not PHONE",
            await _caller.RefusedAsync(Caller.SendMass, Bodies.Batch(Push, ("PHONE", "+1555"))),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_batch_date_in_seconds_is_refused() =>
        Assert.Equal(
            "date must be a Unix timestamp in milliseconds",
            await _caller.RefusedAsync(Caller.SendMass, Bodies.With(Bodies.Batch(Push, ("TAG", "VIP")), "date", "1659938888")));

    [Fact]
    public async Task An_export_may_span_30_days_and_not_a_second_more()
    {
        JsonObject Range(long seconds) =>
            new() { ["pushId"] = Push.ToString(), ["timeFrom"] = 1_639_938_888, ["timeTo"] = 1_639_938_888 + seconds };
        await _caller.SucceedAsync(Caller.ExportPush, Range(30 * 86_400));
        Assert.Equal(
            "The time range has 2592001 seconds, at most 2592000 (30 days) are allowed",
            await _caller.RefusedAsync(Caller.ExportPush, Range((30 * 86_400) + 1)));
        Assert.Equal("timeFrom must be before timeTo", await _caller.RefusedAsync(Caller.ExportPush, Range(0)));
    }

    [Fact]
    public async Task An_export_range_too_large_for_numbers_is_refused() =>
        Assert.Contains(
            "timeFrom and timeTo must be Unix timestamps in seconds",
            await _caller.RefusedAsync(
                Caller.ExportPush, new() { ["pushId"] = Push.ToString(), ["timeFrom"] = long.MinValue, ["timeTo"] = 1 }),
            StringComparison.Ordinal);

    [Fact]
    public async Task An_export_range_in_milliseconds_is_refused() =>
        Assert.StartsWith(
            "timeFrom and timeTo must be Unix timestamps in seconds",
            await _caller.RefusedAsync(
                Caller.ExportPush,
                new() { ["pushId"] = Push.ToString(), ["timeFrom"] = 1_639_938_888_000, ["timeTo"] = 1_639_938_889_000 }),
            StringComparison.Ordinal);

    public void Dispose() => _caller.Dispose();

    private static JsonObject Body(string path) => path switch
    {
        Caller.Send => Bodies.Send(Push),
        Caller.SendCustom => Bodies.Custom(),
        Caller.SendMass => Bodies.Batch(Push, ("TAG", "VIP")),
        _ => Bodies.CustomBatch(("TAG", "VIP")),
    };
}
