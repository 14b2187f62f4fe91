using System.Globalization;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>Times that somebody types mean the same on every machine, or are an error that shows what to write.</summary>
public sealed class TimeInputTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public void Dispose() => CultureInfo.CurrentCulture = _before;

    [Theory]
    [InlineData("01.12.2026 09:00")]
    [InlineData("12/01/2026")]
    [InlineData("2026-12-1")]
    [InlineData("tomorrow")]
    [InlineData("1774751400000")]
    [InlineData("0001-01-01T00:00+14:00")]
    public void Text_that_is_not_ISO_8601_is_refused_under_every_culture(string text)
    {
        foreach (string culture in new[] { "", "en-US", "en-GB", "de-DE", "pl-PL", "tr-TR", "th-TH" })
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            string message = Assert.Throws<FormatException>(() => TimeInput.Read(text)).Message;
            Assert.StartsWith($"'{text}' is ", message, StringComparison.Ordinal);
            Assert.Contains("2026-03-31T09:00+02:00", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ISO_8601_is_read_and_without_an_offset_it_is_this_machine_s_time()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("th-TH");
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.FromHours(1)), TimeInput.Read("2026-12-01T09:00+01:00"));
        Assert.Equal(new DateTimeOffset(new DateTime(2026, 12, 1, 9, 0, 0, DateTimeKind.Local)), TimeInput.Read(" 2026-12-01 09:00 "));
        Assert.Equal(new DateTimeOffset(new DateTime(1999, 12, 1, 0, 0, 0, DateTimeKind.Local)), TimeInput.Read("1999-12-01"));
    }

    [Fact]
    public void Dates_are_taken_as_they_are_and_nothing_is_nothing()
    {
        var offset = new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.FromHours(5));
        var utc = new DateTime(2026, 12, 1, 9, 0, 0, DateTimeKind.Utc);
        Assert.Equal(offset, TimeInput.Read(offset));
        Assert.Equal(TimeSpan.FromHours(5), TimeInput.Read(offset)!.Value.Offset);
        Assert.Equal(utc, TimeInput.Read(utc)!.Value.UtcDateTime);
        Assert.Equal(
            DateTime.SpecifyKind(utc, DateTimeKind.Local),
            TimeInput.Read(DateTime.SpecifyKind(utc, DateTimeKind.Unspecified))!.Value.LocalDateTime);
        Assert.Null(TimeInput.Read(null));
        Assert.Null(TimeInput.Read(" "));
        Assert.Throws<FormatException>(() => TimeInput.Read(5));
    }
}
