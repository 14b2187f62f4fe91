using Xunit;
using static SalesManagoMobile.Client.Tests.Clients;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Each limit at the limit and one past it: the message names field, limit and length.</summary>
public sealed class LimitsOfPushesTests
{
    private static readonly CustomPush Custom = new() { Title = "Title", Deeplink = "myapp://shop" };
    private static readonly PushRequest Valid = Push with { Content = Custom };
    private static readonly BatchRequest Batch = new()
    {
        Content = Custom with { Content = "Content", ImageUrl = "https://example.com/a.png" },
        ApplicationId = "app",
        Addressees = [new(AddresseeType.Tag, "VIP")],
    };

    private const string LostCharacters =
        "has a character that could not be read (U+FFFD). Read the file in its encoding, for example Import-Csv -Encoding ansi";

    public static TheoryData<string, int, string> Lengths => new()
    {
        { "Title", 255, "" },
        { "Content", 2048, "" },
        { "Deeplink", 2048, "myapp://" },
        { "ImageUrl", 2048, "https://example.com/" },
        { "SoundName", 255, "" },
        { "ApplicationId", 255, "" },
        { "UserId", 255, "" },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_text_may_be_as_long_as_its_limit_and_no_longer(string field, int limit, string start)
    {
        Assert.Empty(RequestValidator.Check(With(field, start.PadRight(limit, 'x'))));
        Assert.Equal(
            [$"{field}: is {limit + 1} characters long, the limit is {limit}"],
            RequestValidator.Check(With(field, start.PadRight(limit + 1, 'x'))));
    }

    [Theory]
    [InlineData("Title", "")]
    [InlineData("Content", "")]
    [InlineData("Deeplink", "myapp://")]
    [InlineData("SoundName", "")]
    [InlineData("UserId", "")]
    public void A_text_that_lost_characters_on_its_way_from_a_file_is_refused(string field, string start) =>
        Assert.Equal([$"{field}: {LostCharacters}"], RequestValidator.Check(With(field, start + "M\uFFFDller")));

    [Fact]
    public void Properties_that_lost_characters_are_refused() => Assert.Equal(
        [$"Properties: 'product': {LostCharacters}", $"Properties: {LostCharacters}"],
        RequestValidator.Check(Push with
        {
            Properties = new Dictionary<string, string> { ["product"] = "M\uFFFDtze", ["gr\uFFFD\uFFFDe"] = "38" },
        }));

    [Theory]
    [InlineData("Title")]
    [InlineData("Deeplink")]
    [InlineData("ApplicationId")]
    public void A_required_field_may_not_be_missing(string field) =>
        Assert.Equal([$"{field}: is required"], RequestValidator.Check(With(field, null)));

    [Fact]
    public void A_batch_also_needs_a_content_an_image_and_a_recipient()
    {
        Assert.Empty(RequestValidator.Check(Batch));
        Assert.Equal(
            ["Content: is required", "ImageUrl: is required", "Addressees: at least one recipient is required"],
            RequestValidator.Check(Batch with { Content = Custom, Addressees = [] }));
    }

    [Theory]
    [InlineData("name@example.com", ContactId, null, 2)]
    [InlineData("name@example.com", ContactId, "7", 3)]
    [InlineData(null, ContactId, "7", 2)]
    public void Only_one_recipient_may_be_given(string? email, string? contactId, string? userId, int given) => Assert.Equal(
        [$"Email, ContactId, UserId: exactly one of them is required, {given} were given"],
        RequestValidator.Check(Valid with { Email = email, ContactId = contactId, UserId = userId }));

    [Fact]
    public void No_recipient_is_one_too_few() => Assert.Equal(
        ["Email, ContactId, UserId: exactly one of them is required, none was given"], RequestValidator.Check(Valid with { Email = null }));

    [Theory]
    [InlineData("a1b2")]
    [InlineData("{a1b2c3d4-0000-4000-8000-00000000c3d4}")]
    [InlineData("a1b2c3d4000040008000000000000000")]
    public void Push_and_contact_ids_are_uuids(string id)
    {
        Assert.StartsWith(
            "PushId: ", Assert.Single(RequestValidator.Check(Push with { Content = new ExistingPush(id) })), StringComparison.Ordinal);
        Assert.StartsWith(
            "ContactId: ", Assert.Single(RequestValidator.Check(Push with { Email = null, ContactId = id })), StringComparison.Ordinal);
    }

    [Fact]
    public void Uuids_may_be_in_any_case() =>
        Assert.Empty(RequestValidator.Check(Push with { Content = new ExistingPush(PushId.ToUpperInvariant()) }));

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("https://x/${a:b c}")]
    [InlineData("myapp://shop/${slug}")]
    [InlineData("https://${shop:example.com}/x")]
    [InlineData("https://${shop}/x")]
    [InlineData("${link}")]
    [InlineData("${cst.link}")]
    [InlineData("${known}")]
    [InlineData("tel:+15554443322")]
    [InlineData("myapp:open")]
    [InlineData("/path", false)]
    [InlineData("//example.com/x", false)]
    [InlineData("example.com", false)]
    [InlineData("C:\\shop", false)]
    [InlineData("myapp:", false)]
    [InlineData("https:", false)]
    [InlineData("https://", false)]
    [InlineData("https:///x", false)]
    [InlineData("${link:shop}", false)]
    [InlineData("${wrong}", false)]
    [InlineData("my app://x", false)]
    public void A_deep_link_is_an_absolute_uri_of_any_scheme_once_it_is_filled(string deeplink, bool valid = true)
    {
        Dictionary<string, string> properties = new() { ["known"] = "myapp://x", ["wrong"] = "x" };

        IReadOnlyList<string> problems = RequestValidator.Check(With("Deeplink", deeplink) with { Properties = properties });

        if (valid)
        {
            Assert.Empty(problems);
        }
        else
        {
            Assert.StartsWith($"Deeplink: '{deeplink}' is not an absolute URI", Assert.Single(problems), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("http://example.com/a.png")]
    [InlineData("ftp://example.com/a.png", false)]
    [InlineData("/a.png", false)]
    [InlineData("", false)]
    public void An_image_has_a_web_address(string address, bool valid = true) =>
        Assert.Equal(valid, RequestValidator.Check(With("ImageUrl", address)).Count == 0);

    [Theory]
    [InlineData("chime.mp3")]
    [InlineData("chime.wav")]
    public void A_sound_has_no_file_extension(string name) => Assert.Equal(
        [$"SoundName: must not have a file extension ('{Path.GetExtension(name)}')"], RequestValidator.Check(With("SoundName", name)));

    [Fact]
    public void Sixteen_properties_of_255_characters_each_are_the_limit()
    {
        Assert.Empty(RequestValidator.Check(Push with { Properties = Properties(16, 1) }));
        Assert.Equal(["Properties: 17 pairs, the limit is 16"], RequestValidator.Check(Push with { Properties = Properties(17, 1) }));

        string longest = new('k', 255);
        Assert.Empty(RequestValidator.Check(Push with { Properties = new Dictionary<string, string> { [longest] = longest } }));
        Assert.Equal(
            [
                $"Properties: the key '{longest[..60]}…' is 256 characters long, the limit is 255",
                $"Properties: the value of '{longest[..60]}…' is 256 characters long, the limit is 255",
            ],
            RequestValidator.Check(Push with { Properties = new Dictionary<string, string> { [longest + "k"] = longest + "k" } }));
    }

    [Fact]
    public void A_rendered_notification_has_at_most_4096_bytes()
    {
        // Around the content, and then 2000 characters of two bytes and as many of one as there is room for.
        int frame = """{"Title":"Title","Content":"","Deeplink":"myapp://shop"}""".Length;
        string fits = new string('é', 2000) + new string('b', 4096 - frame - 4000);
        PushRequest request = Valid with { Content = Custom with { Content = fits } };

        Assert.Equal(4096, PushChecker.Check(request).PayloadBytes);
        Assert.Empty(RequestValidator.Check(request));

        request = request with { Content = Custom with { Content = fits + "b" } };
        Assert.Equal(["notification: is 4097 bytes when rendered, the limit is 4096"], RequestValidator.Check(request));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(500, true)]
    [InlineData(0, false)]
    [InlineData(501, false)]
    public void A_page_of_history_has_1_to_500_entries(int entries, bool valid)
    {
        IReadOnlyList<string> problems = RequestValidator.Check(new HistoryRequest { Email = "name@example.com", EntriesNumber = entries });

        Assert.Equal(valid ? [] : [$"EntriesNumber: is {entries}, it must be 1 to 500"], problems);
    }

    [Fact]
    public void History_needs_a_person_and_a_range_in_order()
    {
        DateTimeOffset now = TestClock.Start;
        Assert.Equal(["Email, UserId: one of them is required"], RequestValidator.Check(new HistoryRequest()));
        Assert.Empty(RequestValidator.Check(new HistoryRequest { UserId = "7", After = now, Before = now }));
        Assert.Equal(
            ["After: 2026-03-01 12:00:00Z is later than Before 2026-03-01 11:00:00Z"],
            RequestValidator.Check(new HistoryRequest { UserId = "7", After = now, Before = now.AddHours(-1) }));
    }

    [Fact]
    public async Task A_refused_request_is_not_sent_and_one_error_tells_all()
    {
        using ScriptedHandler handler = new();
        using SmClient client = Clients.With(handler);

        SmException failure = await Assert.ThrowsAsync<SmException>(
            () =>
                client.SendPushAsync(
                    new PushRequest { Content = new ExistingPush("x"), Email = "nobody" }, TestContext.Current.CancellationToken));

        Assert.Equal(SmFailureKind.InvalidInput, failure.Kind);
        Assert.Equal(0, failure.Attempts);
        Assert.Equal(
            "send existing push: nothing was sent. PushId: 'x' is not a UUID such as 123e4567-e89b-12d3-a456-426614174000; "
                + "ApplicationId: is required; Email: 'nobody' must have exactly one @.",
            failure.Message);
        Assert.Empty(handler.Requests);
    }

    private static Dictionary<string, string> Properties(int count, int length) =>
        Enumerable.Range(0, count).ToDictionary(i => $"key{i}", _ => new string('v', length));

    private static PushRequest With(string field, string? value) => field switch
    {
        "Title" => Valid with { Content = Custom with { Title = value } },
        "Content" => Valid with { Content = Custom with { Content = value } },
        "Deeplink" => Valid with { Content = Custom with { Deeplink = value } },
        "ImageUrl" => Valid with { Content = Custom with { ImageUrl = value } },
        "SoundName" => Valid with { Content = Custom with { SoundName = value } },
        "ApplicationId" => Valid with { ApplicationId = value },
        "UserId" => Valid with { Email = null, UserId = value },
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };
}
