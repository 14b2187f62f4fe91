using System.Globalization;
using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

public sealed class FieldTextTests
{
    [Theory]
    [InlineData("1772366400", "2026-03-01T12:00:00Z")]
    [InlineData("1772366400123", "2026-03-01T12:00:00.123Z")]
    [InlineData("2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01T13:00:00.5+01:00", "2026-03-01T12:00:00.5Z")]
    [InlineData("2026-03-01T13:00:00+0100", "2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01 12:00:00", "2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01 12:00:00.0", "2026-03-01T12:00:00Z")]
    [InlineData(" 2026-03-01 14:00:00 +02:00 ", "2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01T12:00", "2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01", "2026-03-01T00:00:00Z")]
    [InlineData("2026/03/01 12:00:00", "2026-03-01T12:00:00Z")]
    [InlineData("202603011200", "2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01T12:00:00.123456789Z", "2026-03-01T12:00:00.1234567Z")]
    [InlineData("2026-03-01T13:00:00.123456789+01:00", "2026-03-01T12:00:00.1234567Z")]
    [InlineData("20260301120000", "2026-03-01T12:00:00Z")]
    [InlineData("Sun, 01 Mar 2026 12:00:00 GMT", "2026-03-01T12:00:00Z")]
    public void A_date_that_can_mean_one_thing_is_read(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), FieldText.Date(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("03/01/2026")]
    [InlineData("12:00")]
    [InlineData("7")]
    [InlineData("202699999999")]
    [InlineData("177236640")]
    [InlineData("17723664000")]
    [InlineData("-1772366400")]
    [InlineData("99999999999999999999")]
    public void Other_dates_are_left_as_text(string? text) => Assert.Null(FieldText.Date(text));

    [Theory]
    [InlineData("52.5", 52.5)]
    [InlineData(" -90 ", -90.0)]
    [InlineData("1e1", 10.0)]
    [InlineData("90.1", null)]
    [InlineData("NaN", null)]
    [InlineData("Infinity", null)]
    [InlineData("52,5", null)]
    [InlineData("north", null)]
    [InlineData(null, null)]
    public void Degrees_stay_on_the_globe(string? text, double? expected) => Assert.Equal(expected, FieldText.Degrees(text, 90));

    [Theory]
    [InlineData("0", 0L)]
    [InlineData(" 12 ", 12L)]
    [InlineData("-1", null)]
    [InlineData("1.5", null)]
    [InlineData("99999999999999999999", null)]
    public void A_count_is_a_whole_number(string text, long? expected) => Assert.Equal(expected, FieldText.Count(text));

    [Theory]
    [InlineData("true", true)]
    [InlineData("Y", true)]
    [InlineData("1", true)]
    [InlineData("No", false)]
    [InlineData("0", false)]
    [InlineData("2", null)]
    [InlineData("", null)]
    public void A_yes_or_no_is_a_boolean(string text, bool? expected) => Assert.Equal(expected, FieldText.Boolean(text));

    [Theory]
    [InlineData("52.1,21.2", true)]
    [InlineData("52.1;21.2", false)]
    [InlineData("91,0", false)]
    [InlineData("1,2,3", false)]
    [InlineData("Warsaw, Poland", false)]
    public void A_place_is_two_numbers(string text, bool isPlace) => Assert.Equal(isPlace, FieldText.Place(text).Latitude is not null);

    [Fact]
    public void Every_documented_status_has_an_outcome_and_others_have_none()
    {
        var statuses = Enum.GetValues<SmCallbackKind>().SelectMany(MessageStatus.Known).ToList();

        Assert.Equal(50, statuses.Count);
        Assert.Equal(["UNKNOWN"], statuses.Where(status => MessageStatus.Outcome(status) == SmMessageOutcome.Unknown));
        Assert.Equal(SmMessageOutcome.Unknown, MessageStatus.Outcome("TELEPORTED"));
        Assert.Equal(SmMessageOutcome.Unknown, MessageStatus.Outcome(null));
        Assert.Equal(SmMessageOutcome.Failed, MessageStatus.Outcome(" bounced "));
    }

    [Theory]
    [InlineData("ENROUTE", SmMessageOutcome.Pending)]
    [InlineData("ACCEPTD", SmMessageOutcome.Pending)]
    [InlineData("DELIVRD", SmMessageOutcome.Delivered)]
    [InlineData("BLACKLISTED", SmMessageOutcome.Failed)]
    [InlineData("UNDELIV", SmMessageOutcome.Failed)]
    [InlineData("DELETED", SmMessageOutcome.Failed)]
    [InlineData("UNKNOWN", SmMessageOutcome.Unknown)]
    public void The_words_of_delivery_reports_have_outcomes(string status, SmMessageOutcome outcome) =>
        Assert.Equal(outcome, MessageStatus.Outcome(status));
}
