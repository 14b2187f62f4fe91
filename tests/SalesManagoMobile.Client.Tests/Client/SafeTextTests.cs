using System.Globalization;
using System.Text;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Winter sale", "Winter sale")]
    [InlineData("Grüße, 价格 💰 ½", "Grüße, 价格 💰 ½")]
    [InlineData("one\ttwo\r\nthree", "one two  three")]
    [InlineData("\e]52;c;ZXZpbA==\a", "<U+001B>]52;c;ZXZpbA==<U+0007>")]
    [InlineData("\u009B31m", "<U+009B>31m")]
    [InlineData("a\u0085b\u2028c\u2029d", "a<U+0085>b<U+2028>c<U+2029>d")]
    [InlineData("user\u202Etxt.exe\u2066", "user<U+202E>txt.exe<U+2066>")]
    [InlineData("pay\u200Bpal\uFEFF", "pay<U+200B>pal<U+FEFF>")]
    [InlineData("so\u00ADft", "so<U+00AD>ft")]
    [InlineData("x\U000E0041\U000E01EF", "x<U+E0041><U+E01EF>")]
    [InlineData("a\uFFFEb", "a<U+FFFE>b")]
    [InlineData("pay\u200Dpal", "pay<U+200D>pal")]
    [InlineData("👩‍💻", "👩‍💻")]
    [InlineData("می‌خواهم", "می‌خواهم")]
    [InlineData("💰\u200D\u200D", "💰\u200D<U+200D>")]
    [InlineData("\u007F\0", "<U+007F><U+0000>")]
    public void Nothing_that_a_terminal_obeys_or_hides_is_shown_as_it_is(string text, string shown) =>
        Assert.Equal(shown, SafeText.ForScreen(text));

    [Fact]
    public void Half_of_a_surrogate_pair_is_shown_by_its_number() =>
        Assert.Equal("<U+DC00> half <U+D83D>", SafeText.ForScreen("\uDC00 half \uD83D"));

    [Fact]
    public void Null_is_shown_as_nothing() => Assert.Equal("", SafeText.ForScreen(null));

    [Fact]
    public void No_character_of_any_plane_reaches_a_screen_that_moves_or_hides_text()
    {
        var text = new StringBuilder();
        for (int value = 0; value <= 0x10FFFF; value++)
        {
            if (Rune.IsValid(value))
            {
                text.Append('a').Append(new Rune(value).ToString());
            }
        }

        string shown = SafeText.ForScreen(text.ToString());

        Assert.All(shown.EnumerateRunes(), rune => Assert.False(
            Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate,
            $"U+{rune.Value:X4}"));
    }

    [Fact]
    public void A_failure_is_safe_to_show_whoever_wrote_its_words() =>
        Assert.Equal("named <U+001B>[2J", new SmException(SmFailureKind.Rejected, "named \e[2J").Message);
}
