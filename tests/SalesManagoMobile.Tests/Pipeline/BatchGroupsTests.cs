using SalesManagoMobile.Client;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>Gathering recipients into mass requests.</summary>
public sealed class BatchGroupsTests
{
    private static readonly DateTimeOffset Start = new(2031, 5, 6, 9, 0, 0, TimeSpan.Zero);
    private readonly List<BatchRequest> _sent = [];

    [Fact]
    public void Rows_with_a_time_of_their_own_each_are_not_held_for_ever()
    {
        var groups = new BatchGroups(100, _sent.Add);
        for (int i = 0; i <= 1000; i++)
        {
            groups.Add(At(Start.AddMinutes(i)), Email($"user{i}@example.com"));
        }

        Assert.Equal(1000, _sent.Count);
        groups.Flush();
        Assert.Equal(1001, _sent.Count);
        Assert.Equal(Enumerable.Range(0, 1001).Select(i => $"user{i}@example.com"), _sent.Select(one => Assert.Single(one.Addressees).Value));
    }

    [Fact]
    public void Two_zones_with_the_same_moment_are_two_requests_and_two_offsets_of_it_are_one()
    {
        var groups = new BatchGroups(100, _sent.Add);
        groups.Add(At(Start) with { Timezone = "Europe/Madrid" }, Email("a@example.com"));
        groups.Add(At(Start) with { Timezone = "Europe/Paris" }, Email("b@example.com"));
        groups.Add(At(Start.ToOffset(TimeSpan.FromHours(2))) with { Timezone = "Europe/Madrid" }, Email("c@example.com"));
        groups.Flush();

        Assert.Equal([2, 1], _sent.Select(one => one.Addressees.Count));
    }

    [Fact]
    public void Who_is_left_out_counts_towards_the_size_and_is_named_with_the_list()
    {
        var groups = new BatchGroups(2, _sent.Add);
        groups.Add(At(Start), Email("a@example.com"), "list.txt");
        groups.Add(At(Start), Email("A@example.com"), "list.txt");
        groups.Add(At(Start), Email("b@example.com"));
        groups.Add(At(Start), Email("c@example.com"));
        groups.Flush();

        Assert.Equal(["Excluded: 1 named in list.txt.", null], _sent.Select(one => one.LeftOut));
        Assert.Equal(["b@example.com", "c@example.com"], _sent.Select(one => Assert.Single(one.Addressees).Value));
        Assert.Equal([1, 0], _sent.Select(one => one.Excluded.Count));
    }

    private static Addressee Email(string address) => new(AddresseeType.Email, address);

    private static BatchRequest At(DateTimeOffset time) => new() { Content = new ExistingPush("id"), Addressees = [], ScheduleAt = time };
}
