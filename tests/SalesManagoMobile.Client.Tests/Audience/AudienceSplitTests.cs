using Xunit;

namespace SalesManagoMobile.Client.Tests;

public sealed class AudienceSplitTests
{
    private const int People = 100_000;

    private static readonly double[] TenTenEighty = [10, 20, 100];

    [Theory]
    [InlineData("")]
    [InlineData("spring")]
    [InlineData("Žluťoučký kůň")]
    public void Each_group_has_its_share_within_one_percent_at_100_000(string seed)
    {
        int[] counts = new int[3];
        for (int i = 0; i < People; i++)
        {
            counts[AudienceSplit.Group(Mail($"user{i}@example.com"), TenTenEighty, seed)]++;
        }

        Assert.InRange(counts[0], 9_000, 11_000);
        Assert.InRange(counts[1], 9_000, 11_000);
        Assert.InRange(counts[2], 79_000, 81_000);
    }

    [Fact]
    public void Each_shard_has_its_share_within_one_percent_at_100_000()
    {
        int[] counts = new int[4];
        for (int i = 0; i < People; i++)
        {
            counts[AudienceSplit.Shard(new Addressee(AddresseeType.UserId, $"{i}"), 4, "")]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 24_000, 26_000));
    }

    [Fact]
    public void Groups_of_different_seeds_are_independent_of_each_other()
    {
        int both = Enumerable.Range(0, People).Count(i => Half(i, "a") && Half(i, "b"));
        Assert.InRange(both, 24_000, 26_000);

        static bool Half(int i, string seed) => AudienceSplit.Group(Mail($"user{i}@example.com"), [1, 2], seed) == 0;
    }

    [Fact]
    public void Groups_and_shards_of_one_seed_are_independent_of_each_other()
    {
        int both = Enumerable.Range(0, People).Count(i =>
            AudienceSplit.Group(Mail($"user{i}@example.com"), [1, 2], "a") == 0
                && AudienceSplit.Shard(Mail($"user{i}@example.com"), 2, "a") == 0);
        Assert.InRange(both, 24_000, 26_000);
    }

    [Theory]
    [InlineData(AddresseeType.Email, "Name@Example.COM", "name@example.com")]
    [InlineData(AddresseeType.Email, " name@example.com", "name@example.com ")]
    [InlineData(AddresseeType.ContactId, "5B7C2A0E-7F0D-4F0B-9A57-3D0F5F6F3C1E", "5b7c2a0e-7f0d-4f0b-9a57-3d0f5f6f3c1e")]
    public void What_the_journal_takes_for_one_person_is_one_person(AddresseeType type, string one, string other) =>
        Assert.All(Enumerable.Range(0, 64), seed => Assert.Equal(
            AudienceSplit.Shard(new Addressee(type, one), 1000, $"{seed}"),
            AudienceSplit.Shard(new Addressee(type, other), 1000, $"{seed}")));

    [Fact]
    public void User_ids_that_differ_in_case_are_two_people() =>
        Assert.NotEqual(
            AudienceSplit.Shard(new Addressee(AddresseeType.UserId, "A"), 1_000_000, ""),
            AudienceSplit.Shard(new Addressee(AddresseeType.UserId, "a"), 1_000_000, ""));

    // A changed number would divide the people of a campaign that is under way in another way.
    [Theory]
    [InlineData("name@example.com", "", 443, 712)]
    [InlineData("name@example.com", "spring", 204, 483)]
    [InlineData("other@example.com", "spring", 866, 174)]
    public void The_places_of_people_never_change(string email, string seed, int group, int shard)
    {
        Assert.Equal(group, AudienceSplit.Group(Mail(email), [.. Enumerable.Range(1, 1000).Select(i => (double)i)], seed));
        Assert.Equal(shard, AudienceSplit.Shard(Mail(email), 1000, seed));
    }

    [Fact]
    public void A_group_without_weight_gets_nobody() =>
        Assert.All(Enumerable.Range(0, 1000), i => Assert.Equal(1, AudienceSplit.Group(Mail($"{i}@example.com"), [0, 5, 5], "")));

    [Fact]
    public void A_group_keeps_its_people_when_those_after_it_change() => Assert.All(Enumerable.Range(0, 1000), i => Assert.Equal(
        AudienceSplit.Group(Mail($"{i}@example.com"), [10, 100], "") == 0,
        AudienceSplit.Group(Mail($"{i}@example.com"), [10, 30, 60, 100], "") == 0));

    [Fact]
    public void A_shard_says_its_number_its_count_and_its_seed()
    {
        Assert.Equal("0/4", AudienceSplit.Describe(0, 4, ""));
        Assert.Equal("3/4:spring", AudienceSplit.Describe(3, 4, "spring"));
    }

    private static Addressee Mail(string address) => new(AddresseeType.Email, address);
}
