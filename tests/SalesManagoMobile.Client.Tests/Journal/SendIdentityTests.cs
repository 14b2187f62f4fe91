using Xunit;

namespace SalesManagoMobile.Client.Tests;

public sealed class SendIdentityTests
{
    private static readonly PushRequest Existing = Journals.Push("ann@x.com") with
    {
        Properties = new Dictionary<string, string> { ["size"] = "XL", ["discount"] = "20%" },
    };

    private static readonly PushRequest Custom = Existing with
    {
        Content = new CustomPush { Title = "Hi", Content = "There", Deeplink = "myapp://shop" },
    };

    private static readonly BatchRequest Batch = new()
    {
        Content = new ExistingPush(Clients.PushId),
        ApplicationId = "my_example_app",
        Addressees = [new(AddresseeType.Email, "ann@x.com"), new(AddresseeType.Tag, "VIP")],
    };

    private static readonly ContactRequest Contact = new()
    {
        Email = "ann@x.com",
        PushRegistrationId = "token",
        ApplicationId = "my_example_app",
        System = "ANDROID",
    };

    [Fact]
    public void What_the_server_does_not_tell_apart_is_one_send()
    {
        Assert.Equal(SendIdentity.Of(Existing), SendIdentity.Of(Existing with { Email = " Ann@X.com" }));
        Assert.Equal(
            SendIdentity.Of(Existing), SendIdentity.Of(Existing with { Content = new ExistingPush(Clients.PushId.ToUpperInvariant()) }));
        Assert.Equal(
            SendIdentity.Of(Existing), SendIdentity.Of(Existing with { Properties = Existing.Properties!.Reverse().ToDictionary() }));
        Assert.Equal(
            SendIdentity.Of(Existing with { Properties = null }),
            SendIdentity.Of(Existing with { Properties = new Dictionary<string, string>() }));
        Assert.Equal(
            SendIdentity.OfEach(Batch), SendIdentity.OfEach(Batch with { Addressees = [.. Batch.Addressees.Reverse()] }).Reverse());
        Assert.Equal(SendIdentity.OfEach(Batch)[1], Assert.Single(SendIdentity.OfEach(Batch with { Addressees = [Batch.Addressees[1]] })));
        Assert.Equal(SendIdentity.OfEach(Batch), SendIdentity.OfEach(Batch with { ScheduleAt = DateTimeOffset.UnixEpoch }));
        Assert.Equal(SendIdentity.Of(Contact), SendIdentity.Of(Contact with { System = "android" }));
        Assert.Equal(SendIdentity.Of(Contact with { Locale = "es_ES" }), SendIdentity.Of(Contact with { Locale = "ES-es" }));
        Assert.Equal(
            SendIdentity.Of(Contact with { Timezone = "Europe/Madrid" }), SendIdentity.Of(Contact with { Timezone = "europe/madrid" }));
    }

    [Fact]
    public void Every_field_that_makes_another_send_makes_another_identity()
    {
        var custom = (CustomPush)Custom.Content;
        SendId[] ids =
        [
            SendIdentity.Of(Existing),
            SendIdentity.Of(Existing with { Email = "bob@x.com" }),
            SendIdentity.Of(Existing with { Email = null, UserId = "ann@x.com" }),
            SendIdentity.Of(Existing with { Email = null, ContactId = Clients.ContactId }),
            SendIdentity.Of(Existing with { ApplicationId = "other" }),
            SendIdentity.Of(Existing with { Content = new ExistingPush(Clients.ContactId) }),
            SendIdentity.Of(Existing with { Properties = null }),
            SendIdentity.Of(Existing with { Properties = new Dictionary<string, string> { ["size"] = "XL", ["discount"] = "10%" } }),
            SendIdentity.Of(Custom),
            SendIdentity.Of(Custom with { Content = custom with { Title = "HiT", Content = "here" } }),
            SendIdentity.Of(Custom with { Content = custom with { Literal = true } }),
            SendIdentity.Of(Custom with { Content = custom with { SoundName = "chime" } }),
            SendIdentity.Of(Custom with { Content = custom with { ImageUrl = "https://x.com/a.png" } }),
            .. SendIdentity.OfEach(Batch),
            .. SendIdentity.OfEach(Batch with { Addressees = [new(AddresseeType.UserId, "ann@x.com"), new(AddresseeType.Tag, "vip")] }),
            SendIdentity.Of(Contact),
            SendIdentity.Of(Contact with { Phone = "+1555443322" }),
            SendIdentity.Of(Contact with { PushRegistrationId = "another" }),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Identities_stay_as_they_are_so_that_journals_stay_valid()
    {
        SendId[] ids = [SendIdentity.Of(Existing), SendIdentity.Of(Custom), .. SendIdentity.OfEach(Batch), SendIdentity.Of(Contact)];

        Assert.Equal(
            [
                "24296721bc9ff2208640ddc18c6d254c", "b5f8d6be13fa12fc887100fb8534eb3a",
                "2b835dd6c6a320d23ea563cf9dcba8c6", "86f56f84da712cccca88cfb4afd001a7", "c063779018eec432d260a512d6630462",
            ],
            ids.Select(id => id.ToString()));
    }

    [Fact]
    public void An_identity_survives_its_text() => Assert.True(
        SendId.TryParse(System.Text.Encoding.ASCII.GetBytes(SendIdentity.Of(Custom).ToString()), out SendId id)
            && id == SendIdentity.Of(Custom));
}
