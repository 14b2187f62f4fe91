using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static SalesManagoMobile.Client.Tests.Clients;

namespace SalesManagoMobile.Client.Tests;

public sealed class CheckingAPushTests
{
    private static readonly PushRequest Custom = Push with
    {
        Content = new CustomPush
        {
            Title = "Save ${discount:10%}",
            Content = "Dear ${cst.firstname:friend}, ${product} is back",
            Deeplink = "myapp://shop/${slug}",
        },
        Properties = new Dictionary<string, string> { ["discount"] = "20%", ["slug"] = "sweaters" },
    };

    [Fact]
    public void What_is_known_here_is_rendered_and_the_rest_is_a_warning()
    {
        SmPushCheck check = PushChecker.Check(Custom);

        Assert.True(check.IsValid);
        Assert.Null(check.Errors);
        Assert.Equal("Save 20%", check.Title);
        Assert.Equal("Dear friend, ${product} is back", check.Content);
        Assert.Equal("myapp://shop/sweaters", check.Deeplink);
        Assert.Equal("discount, cst.firstname, product, slug", check.Placeholders);
        Assert.Equal("Content: ${product} has neither a property nor a fallback", check.Warnings);
        Assert.Equal("""{"discount":"20%","slug":"sweaters"}""", check.Properties);
    }

    [Fact]
    public void A_contact_detail_without_a_fallback_is_a_warning()
    {
        SmPushCheck check =
            PushChecker.Check(Custom with { Content = new CustomPush { Title = "Dear ${cst.name}", Deeplink = "myapp://x" } });

        Assert.Equal("Title: ${cst.name} has no fallback for a contact without that detail", check.Warnings);
        Assert.Equal("Dear ${cst.name}", check.Title);
    }

    [Theory]
    [InlineData(40, 160, null)]
    [InlineData(41, 160, "Title: 41 characters when rendered, more than 40 may be cut on the device")]
    [InlineData(40, 161, "Content: 161 characters when rendered, more than 160 may be cut on the device")]
    public void Long_texts_are_a_warning(int title, int content, string? warning)
    {
        CustomPush push = new() { Title = new('t', title), Content = new('c', content), Deeplink = "myapp://x" };

        Assert.Equal(warning, PushChecker.Check(Push with { Content = push }).Warnings);
    }

    [Theory]
    [InlineData(3584, true, false)]
    [InlineData(3585, true, true)]
    [InlineData(4096, true, true)]
    [InlineData(4097, false, false)]
    public void A_large_notification_is_a_warning_and_then_an_error(int bytes, bool valid, bool warned)
    {
        int frame = PushChecker.Check(Sized(0)).PayloadBytes;

        SmPushCheck check = PushChecker.Check(Sized(bytes - frame));

        Assert.Equal(bytes, check.PayloadBytes);
        Assert.Equal(4096, check.PayloadLimit);
        Assert.Equal(valid, check.IsValid);
        Assert.Equal(valid ? null : "notification: is 4097 bytes when rendered, the limit is 4096", check.Errors);
        Assert.Equal(warned, check.Warnings is not null);

        static PushRequest Sized(int extra) => Push with
        {
            Content = new CustomPush { Title = "t", Deeplink = "myapp://" + new string('d', Math.Min(extra, 2000)) },
            Properties = new Dictionary<string, string>(Enumerable.Range(0, 12).Select(i =>
                KeyValuePair.Create($"{i:00}", new string('p', Math.Clamp(extra - 2000 - (i * 200), 0, 200))))),
        };
    }

    [Fact]
    public void An_existing_push_is_rendered_when_its_texts_are_known()
    {
        PushRequest request = Push with { Properties = new Dictionary<string, string> { ["discount"] = "20%" } };
        SmPush known = new() { Id = PushId, Title = "Save ${discount}", Content = new string('x', 4096) };

        SmPushCheck blind = PushChecker.Check(request);
        SmPushCheck check = PushChecker.Check(request, known);

        Assert.Equal((true, null), (blind.IsValid, blind.Title));
        Assert.Equal("Save 20%", check.Title);
        Assert.Equal("discount", check.Placeholders);
        Assert.False(check.IsValid);
        Assert.StartsWith("notification: is ", check.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_size_is_that_of_compact_json_in_utf_8()
    {
        JsonSerializerOptions relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        Gen<string> texts = Gen.ListOf(Gen.Elements('a', 'é', '€', '"', '\\', '\n', '\u0001', '/', '<')).Select(string.Concat);
        Gen<(string title, string key, string value)> cases =
            from title in texts from key in texts from value in texts select (title, key, value);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            string json =
                JsonSerializer.Serialize(new { c.title, properties = new Dictionary<string, string> { [c.key] = c.value } }, relaxed);
            Dictionary<string, string> properties = new() { [c.key] = c.value };
            return PayloadSize.Of(c.title, null, null, null, null, properties) == Encoding.UTF8.GetByteCount(json);
        }).QuickCheckThrowOnFailure();
        Assert.Equal("""{"title":"💰"}"""u8.Length, PayloadSize.Of("💰", null, null, null, null, null));
        Assert.Equal("{}".Length, PayloadSize.Of(null, null, null, null, null, null));
    }
}
