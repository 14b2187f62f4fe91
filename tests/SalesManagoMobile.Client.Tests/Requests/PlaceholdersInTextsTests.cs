using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static SalesManagoMobile.Client.Tests.Clients;

namespace SalesManagoMobile.Client.Tests;

public sealed class PlaceholdersInTextsTests
{
    private static readonly Dictionary<string, string> Properties = new() { ["a"] = "1", ["b"] = "" };

    /// <summary>Texts made of the characters that mean something, and a few that do not.</summary>
    private static readonly Arbitrary<string> Tricky =
        Gen.ListOf(Gen.Elements("${", "$", "{", "}", ":", "cst.", "a", "b", " ", "é", "💰")).Select(string.Concat).ToArbitrary();

    [Fact]
    public void Reading_never_fails_and_loses_nothing() => Prop
        .ForAll(Tricky, text =>
        {
            var parsed = PushText.Parse(text);
            int at = 0;
            foreach (Placeholder placeholder in parsed.Placeholders)
            {
                at = text.IndexOf(placeholder.Source, at, StringComparison.Ordinal);
                if (at < 0)
                {
                    return false;
                }

                at += placeholder.Source.Length;
            }

            return parsed.Source == text;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_text_without_an_opening_is_rendered_as_it_is() => Prop
        .ForAll(Tricky, text => text.Contains("${", StringComparison.Ordinal) || PushText.Parse(text).Render(Properties) == text)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_literal_text_is_rendered_as_it_is() => Prop
        .ForAll(Tricky, text => PushText.Literal(text).Render(Properties) == text && !PushText.Literal(text).IsPersonalized)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_placeholder_is_written_read_and_filled()
    {
        Gen<string> names = Gen.NonEmptyListOf(Gen.Elements('a', 'z', '_', '0', ' ', 'é'))
            .Select(string.Concat)
            .Where(name => name.Trim().Length > 0);
        Gen<string> fallbacks = Gen.ListOf(Gen.Elements('a', ':', ' ', '$', '{', 'é')).Select(string.Concat);
        Gen<(string name, string fallback, string value)> cases =
            from name in names from fallback in fallbacks from value in fallbacks select (name, fallback, value);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var text = PushText.Parse($"<${{{c.name}:{c.fallback}}}>");
            Placeholder found = text.Placeholders.Single();
            return found.Name == c.name && found.Fallback == c.fallback
                && text.Render(null) == $"<{c.fallback}>"
                && text.Render(new Dictionary<string, string> { [c.name] = c.value }) == $"<{c.value}>";
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("${a}", "1")]
    [InlineData("${a:x}${a}", "11")]
    [InlineData("${b:x}", "")]
    [InlineData("${c:x}", "x")]
    [InlineData("${c:}", "")]
    [InlineData("${c}", "${c}")]
    [InlineData("${c:12:30}", "12:30")]
    [InlineData("${cst.a:x}", "x")]
    [InlineData("${cst.a}", "${cst.a}")]
    [InlineData("${", "${")]
    [InlineData("${}", "${}")]
    [InlineData("${:x}", "${:x}")]
    [InlineData("${ :x}", "${ :x}")]
    [InlineData("${cst.}", "${cst.}")]
    [InlineData("${a", "${a")]
    [InlineData("${x ${a}", "${x 1")]
    [InlineData("$${a}}", "$1}")]
    [InlineData("{a} $a", "{a} $a")]
    public void What_stands_in_a_text_is_rendered(string text, string rendered) =>
        Assert.Equal(rendered, PushText.Parse(text).Render(Properties));

    [Theory]
    [InlineData("Save big", false, false)]
    [InlineData("Save ${discount}", false, true)]
    [InlineData("Save ${discount}", true, false)]
    [InlineData("Save ${}", false, false)]
    public async Task Personalized_is_told_from_the_text_unless_it_is_literal(string title, bool literal, bool personalized)
    {
        using ScriptedHandler handler = new ScriptedHandler().Answer(Peer.Yes);
        using SmClient client = With(handler);

        CustomPush push = new() { Title = title, Deeplink = "myapp://x", Literal = literal };
        await client.SendPushAsync(Push with { Content = push }, TestContext.Current.CancellationToken);

        string flag = personalized ? "true" : "false";
        Assert.Contains(
            $$""" "title":{"personalized":{{flag}},"text":"{{title}}"} """.Trim(), handler.Requests[0].Body, StringComparison.Ordinal);
    }
}
