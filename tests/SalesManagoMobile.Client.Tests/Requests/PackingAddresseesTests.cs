using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

public sealed class PackingAddresseesTests
{
    private static readonly Gen<Addressee> AnyAddressee =
        from type in Gen.Elements(AddresseeType.Tag, AddresseeType.UserId)
        from length in Gen.OneOf(Gen.Choose(1, 20), Gen.Choose(100, 255))
        from letter in Gen.Choose('a', 'z')
        select new Addressee(type, new string((char)letter, length));

    [Fact]
    public void Nothing_is_lost_split_or_reordered_and_no_value_is_too_long() => Prop
        .ForAll(Gen.ListOf(AnyAddressee).ToArbitrary(), addressees =>
        {
            IReadOnlyList<PackedAddressees> packed = AddresseePacker.Pack(addressees);
            Addressee[] unpacked = [.. packed.SelectMany(p => p.Value.Split(", ").Select(value => new Addressee(p.Type, value)))];
            return packed.All(p => p.Value.Length <= 255)
                && unpacked.SequenceEqual(addressees.GroupBy(a => a.Type).SelectMany(group => group));
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void No_two_neighbours_of_a_type_would_have_fitted_into_one() => Prop
        .ForAll(Gen.ListOf(AnyAddressee).ToArbitrary(), addressees =>
        {
            IReadOnlyList<PackedAddressees> packed = AddresseePacker.Pack(addressees);
            return packed.Zip(packed.Skip(1)).All(pair =>
                pair.First.Type != pair.Second.Type || pair.First.Value.Length + 2 + pair.Second.Value.Split(", ")[0].Length > 255);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_value_is_filled_to_exactly_255_characters()
    {
        Addressee first = new(AddresseeType.Tag, new string('a', 200));

        Assert.Single(AddresseePacker.Pack([first, new(AddresseeType.Tag, new string('b', 53))]));
        Assert.Equal(2, AddresseePacker.Pack([first, new(AddresseeType.Tag, new string('b', 54))]).Count);
    }

    [Theory]
    [InlineData(AddresseeType.Email, "a@b,c@d", "Email: 'a@b,c@d' has a comma, which separates recipients; Email: "
        + "'a@b,c@d' must have exactly one @")]
    [InlineData(AddresseeType.Tag, "VIP, GOLD", "Tag: 'VIP, GOLD' has a comma, which separates recipients")]
    [InlineData(AddresseeType.Tag, "", "Tag: is required")]
    [InlineData(AddresseeType.ContactId, "7", "ContactId: '7' is not a UUID such as 123e4567-e89b-12d3-a456-426614174000")]
    public void An_addressee_that_cannot_be_packed_is_named(AddresseeType type, string value, string problem)
    {
        Assert.Equal(problem, AddresseePacker.Check(new(type, value)));
        Assert.Throws<ArgumentException>(() => AddresseePacker.Pack([new(type, value)]));
    }

    [Fact]
    public async Task Of_many_addressees_that_cannot_be_packed_the_first_are_told_and_the_number_of_the_rest()
    {
        using ScriptedHandler handler = new();
        using SmClient client = Clients.With(handler);
        BatchRequest batch = new()
        {
            Content = new ExistingPush(Clients.PushId),
            ApplicationId = "app",
            Addressees = [.. Enumerable.Range(1, 25).Select(i => new Addressee(AddresseeType.Email, $"nobody{i}"))],
        };

        SmException failure =
            await Assert.ThrowsAsync<SmException>(() => client.SendBatchAsync(batch, TestContext.Current.CancellationToken));

        Assert.Equal(25, RequestValidator.Check(batch).Count);
        Assert.Contains("'nobody20'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'nobody21'", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("; and 5 more.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AddresseeType.Email, "m\uFFFDller@example.com")]
    [InlineData(AddresseeType.Tag, "M\uFFFDnchen")]
    public void An_addressee_that_lost_characters_is_told_once(AddresseeType type, string value)
    {
        string told = AddresseePacker.Check(new(type, value))!;
        Assert.StartsWith($"{type}: has a character that could not be read (U+FFFD).", told, StringComparison.Ordinal);
        Assert.DoesNotContain(';', told);
    }

    [Fact]
    public void An_addressee_has_at_most_255_characters()
    {
        Assert.Null(AddresseePacker.Check(new(AddresseeType.UserId, new string('7', 255))));
        Assert.Equal(
            "UserId: is 256 characters long, the limit is 255", AddresseePacker.Check(new(AddresseeType.UserId, new string('7', 256))));
    }
}
