using FsCheck;
using FsCheck.Fluent;

namespace SalesManagoMobile.Sandbox.Tests;

public sealed class SendCounterTests
{
    [Fact]
    public void It_counts_as_a_dictionary_does() =>
        Prop.ForAll<byte[]>(numbers =>
        {
            var counter = new SendCounter();
            var expected = new Dictionary<string, int>();
            foreach (string? name in numbers.Select(number => $"person{number}@example.com"))
            {
                counter.Add(name);
                expected[name] = expected.GetValueOrDefault(name) + 1;
            }

            return counter.Sends == numbers.Length
                && counter.Recipients == expected.Count
                && counter.Repeated == expected.Values.Count(count => count > 1)
                && expected.All(pair => counter.Count(pair.Key.ToUpperInvariant()) == pair.Value)
                && counter.Count("nobody@example.com") == 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_keeps_count_while_it_grows()
    {
        var counter = new SendCounter();
        for (int number = 0; number < 50_000; number++)
        {
            counter.Add($"a{number}");
        }

        Assert.Equal((50_000, 50_000, 0), (counter.Sends, counter.Recipients, counter.Repeated));
        Assert.All(Enumerable.Range(0, 50_000), number => Assert.Equal(1, counter.Count($"A{number}")));
    }
}
