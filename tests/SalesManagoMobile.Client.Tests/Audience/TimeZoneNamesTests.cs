using Xunit;

namespace SalesManagoMobile.Client.Tests;

public sealed class TimeZoneNamesTests
{
    [Theory]
    [InlineData("europe/madrid", "Europe/Madrid")]
    [InlineData("EUROPE/KYIV", "Europe/Kyiv")]
    [InlineData("antarctica/troll", "Antarctica/Troll")]
    [InlineData("cet", "CET")]
    [InlineData("america/argentina/buenos_aires", "America/Argentina/Buenos_Aires")]
    [InlineData("utc", "UTC")]
    [InlineData("Europe/Atlantis", "Europe/Atlantis")]
    public void A_name_is_spelled_as_IANA_spells_it(string typed, string spelled) => Assert.Equal(spelled, TimeZoneNames.Canonical(typed));

    [Theory]
    [InlineData("Europe/Madrid", true)]
    [InlineData("Europe/Kiev", true)]
    [InlineData("Europe/Kyiv", true)]
    [InlineData("Antarctica/Troll", true)]
    [InlineData("CET", true)]
    [InlineData("Asia/Kathmandu", true)]
    [InlineData("Europe/Atlantis", false)]
    [InlineData("../Europe/Madrid", false)]
    [InlineData("Romance Standard Time", false)]
    public void Names_of_IANA_are_known_whatever_the_machine_knows(string name, bool known) =>
        Assert.Equal(known, TimeZoneNames.IsKnown(name));

    [Theory]
    [InlineData("Europe/Atlantis", true)]
    [InlineData("GMT+0", true)]
    [InlineData("", false)]
    [InlineData("/etc/passwd", false)]
    [InlineData("Europe/", false)]
    [InlineData("Europe//Madrid", false)]
    [InlineData("Europe/New Madrid", false)]
    [InlineData("Europe/Kraków", false)]
    [InlineData("UTC+12", false)]
    [InlineData("W. Europe Standard Time", false)]
    public void A_name_that_could_be_one_of_IANA_has_its_form(string name, bool has) => Assert.Equal(has, TimeZoneNames.HasIanaForm(name));

    [Theory]
    [InlineData("Romance Standard Time", "Europe/Paris")]
    [InlineData("w. europe standard time", "Europe/Berlin")]
    [InlineData("FLE Standard Time", "Europe/Kyiv")]
    [InlineData("India Standard Time", "Asia/Kolkata")]
    [InlineData("UTC+12", "Etc/GMT-12")]
    [InlineData("Europe/Madrid", null)]
    [InlineData("UTC", null)]
    [InlineData("No Such Standard Time", null)]
    public void A_Windows_name_has_a_name_of_IANA(string windows, string? iana) => Assert.Equal(iana, TimeZoneNames.FromWindows(windows));

    [Theory]
    [InlineData("europe/madrid", 60)]
    [InlineData("Romance Standard Time", 60)]
    [InlineData("Asia/Kolkata", 330)]
    [InlineData("India Standard Time", 330)]
    [InlineData("CET", 60)]
    [InlineData("Europe/Kyiv", 120)]
    public void The_rules_of_a_zone_are_found_by_either_name(string name, int minutes)
    {
        Assert.True(TimeZoneNames.TryFind(name, out TimeZoneInfo? zone));
        Assert.Equal(TimeSpan.FromMinutes(minutes), zone.GetUtcOffset(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("Europe/Atlantis")]
    [InlineData("../../etc/localtime")]
    [InlineData("")]
    public void A_zone_that_nobody_knows_has_no_rules(string name) => Assert.False(TimeZoneNames.TryFind(name, out _));

    [Fact]
    public void Every_name_of_the_table_has_the_form_and_is_spelled_as_it_stands()
    {
        Assert.True(TimeZoneNames.Iana.Count > 590);
        Assert.All(TimeZoneNames.Iana, name => Assert.True(TimeZoneNames.HasIanaForm(name) && TimeZoneNames.Canonical(name) == name, name));
    }
}
