using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Each limit at the limit and one past it: the message names field, limit and length.</summary>
public sealed class LimitsOfContactsTests
{
    private static readonly ContactRequest Valid = new()
    {
        PushRegistrationId = "token",
        ApplicationId = "app",
        System = "ANDROID",
        Email = "name@example.com",
    };

    public static TheoryData<string, int> Lengths => new()
    {
        { "PushRegistrationId", 512 },
        { "ApplicationId", 255 },
        { "SystemVersion", 255 },
        { "DeviceModel", 255 },
        { "Phone", 255 },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_text_may_be_as_long_as_its_limit_and_no_longer(string field, int limit)
    {
        Assert.Empty(RequestValidator.Check(With(field, new string('x', limit))));
        Assert.Equal(
            [$"{field}: is {limit + 1} characters long, the limit is {limit}"],
            RequestValidator.Check(With(field, new string('x', limit + 1))));
    }

    [Theory]
    [InlineData("PushRegistrationId")]
    [InlineData("ApplicationId")]
    [InlineData("System")]
    [InlineData("Email")]
    public void A_required_field_may_not_be_missing_or_blank(string field)
    {
        Assert.Equal([$"{field}: is required"], RequestValidator.Check(With(field, null)));
        Assert.Equal([$"{field}: is required"], RequestValidator.Check(With(field, " ")));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        IReadOnlyList<string> problems =
            RequestValidator.Check(new ContactRequest { System = "SYMBIAN", Timezone = "Romance Standard Time", Locale = "xx_YY" });

        Assert.Equal(
            ["PushRegistrationId", "ApplicationId", "System", "Email", "Timezone", "Locale"],
            problems.Select(problem => problem.Split(':')[0]));
    }

    [Theory]
    [InlineData("ANDROID")]
    [InlineData("android")]
    [InlineData("iOS")]
    public void A_system_may_be_in_any_case(string system) => Assert.Empty(RequestValidator.Check(With("System", system)));

    [Theory]
    [InlineData("Europe/Madrid")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("Etc/GMT+5")]
    [InlineData("UTC")]
    [InlineData("europe/madrid")]
    [InlineData("Europe/Kyiv")]
    [InlineData("Antarctica/Troll")]
    [InlineData("CET")]
    [InlineData("Mars/Olympus")]
    public void A_time_zone_has_an_iana_name(string name) => Assert.Empty(RequestValidator.Check(With("Timezone", name)));

    [Theory]
    [InlineData("Nowhere City")]
    [InlineData("../../etc/localtime")]
    [InlineData("")]
    public void Text_that_is_no_time_zone_is_refused(string name)
    {
        string problem = Assert.Single(RequestValidator.Check(With("Timezone", name)));
        Assert.Equal($"Timezone: '{name}' is not an IANA time zone, such as Europe/Madrid", problem);
    }

    [Fact]
    public void A_Windows_time_zone_is_refused_with_the_name_to_give() => Assert.Equal(
        ["Timezone: 'Pacific Standard Time' is a Windows name, the API takes IANA's, such as America/Los_Angeles"],
        RequestValidator.Check(With("Timezone", "Pacific Standard Time")));

    [Theory]
    [InlineData("es_ES")]
    [InlineData("es-ES")]
    [InlineData("pt_BR")]
    [InlineData("SQ_xk", false)]
    [InlineData("es", false)]
    [InlineData("xx_ES", false)]
    [InlineData("es_XX", false)]
    [InlineData("spa_ESP", false)]
    [InlineData("es ES", false)]
    [InlineData("", false)]
    public void A_locale_is_a_language_and_a_country(string locale, bool valid = true) =>
        Assert.Equal(valid, RequestValidator.Check(With("Locale", locale)).Count == 0);

    [Theory]
    [InlineData("a@b")]
    [InlineData("name+tag@example.com")]
    public void An_address_has_something_on_both_sides_of_one_at(string email) =>
        Assert.Empty(RequestValidator.Check(With("Email", email)));

    [Theory]
    [InlineData("name.example.com", "Email: 'name.example.com' must have exactly one @")]
    [InlineData("a@b@c", "Email: 'a@b@c' must have exactly one @")]
    [InlineData("@example.com", "Email: '@example.com' has nothing before the @")]
    [InlineData("name@", "Email: 'name@' has nothing after the @")]
    public void Another_address_is_refused(string email, string problem) =>
        Assert.Equal([problem], RequestValidator.Check(With("Email", email)));

    [Fact]
    public void An_address_is_at_most_254_long_and_64_before_the_at()
    {
        string local = new('x', 64);
        Assert.Empty(RequestValidator.Check(With("Email", local + "@" + new string('y', 254 - 65))));
        Assert.Equal(
            ["Email: is 255 characters long, the limit is 254"],
            RequestValidator.Check(With("Email", local + "@" + new string('y', 255 - 65))));
        Assert.Equal(
            ["Email: the part before the @ is 65 characters long, the limit is 64"],
            RequestValidator.Check(With("Email", local + "x@example.com")));
    }

    private static ContactRequest With(string field, string? value) => field switch
    {
        "PushRegistrationId" => Valid with { PushRegistrationId = value },
        "ApplicationId" => Valid with { ApplicationId = value },
        "System" => Valid with { System = value },
        "SystemVersion" => Valid with { SystemVersion = value },
        "DeviceModel" => Valid with { DeviceModel = value },
        "Email" => Valid with { Email = value },
        "Phone" => Valid with { Phone = value },
        "Timezone" => Valid with { Timezone = value },
        "Locale" => Valid with { Locale = value },
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    [Fact]
    public void A_wrong_value_is_shown_on_one_line_and_cut_when_it_is_long()
    {
        IReadOnlyList<string> problems = RequestValidator.Check(new PushRequest
        {
            Content = new ExistingPush(new string('x', 400)),
            ApplicationId = "app",
            Email = "two\nlines",
        });

        Assert.Equal($"PushId: '{new string('x', 60)}…' is not a UUID such as 123e4567-e89b-12d3-a456-426614174000", problems[0]);
        Assert.Equal("Email: 'two lines' must have exactly one @", problems[1]);
    }
}
