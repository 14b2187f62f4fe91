using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

public sealed class SpoolLineTests
{
    private static readonly ReceivedPost Post = new()
    {
        ReceivedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1234567),
        SourceAddress = "203.0.113.9",
        ContentType = "application/json; charset=\"utf-8\"",
        Query = "a=b",
        Body = "{\"TEXT\":\"Zażółć\n😀\"}"u8.ToArray(),
    };

    [Fact]
    public void Any_body_comes_back_byte_for_byte() => Prop.ForAll<byte[]>(body =>
    {
        byte[] line = SpoolLine.Encode(Post with { Body = body }).ToArray();

        Assert.Equal(line.Length - 1, Array.IndexOf(line, (byte)'\n'));
        AssertSame(Post with { Body = body }, SpoolLine.Decode(line.AsSpan()[..^1]));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_comes_back_and_can_be_read_in_the_file() => Prop.ForAll<NonNull<string>>(text =>
    {
        byte[] body = Encoding.UTF8.GetBytes(text.Get + "Zażółć 😀");

        byte[] line = SpoolLine.Encode(Post with { Body = body }).ToArray();

        using var json = JsonDocument.Parse(line);
        AssertSame(Post with { Body = body }, SpoolLine.Decode(line.AsSpan()[..^1]));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_character_makes_a_line_more_than_four_times_as_long_as_its_body()
    {
        for (char c = '\0'; c < '\uD800'; c++)
        {
            byte[] body = Encoding.UTF8.GetBytes(new string(c, 100));

            Assert.InRange(SpoolLine.Encode(new ReceivedPost { Body = body }).Length, 0, 100 + (4 * body.Length));
        }
    }

    [Fact]
    public void A_long_body_takes_a_few_times_its_length_in_memory_whatever_it_says()
    {
        byte[] body = new byte[16 * 1024 * 1024];
        body.AsSpan().Fill((byte)'"');
        long before = GC.GetAllocatedBytesForCurrentThread();

        ReceivedPost? read = SpoolLine.Decode(SpoolLine.Encode(Post with { Body = body }).Span[..^1]);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, body.Length, 5L * body.Length);
        AssertSame(Post with { Body = body }, read);
    }

    [Fact]
    public void What_was_not_sent_stays_null()
    {
        var bare = new ReceivedPost { ReceivedAt = Post.ReceivedAt };

        AssertSame(bare, SpoolLine.Decode(SpoolLine.Encode(bare).Span[..^1]));
    }

    [Fact]
    public void Any_changed_byte_is_noticed()
    {
        byte[] line = SpoolLine.Encode(Post)[..^1].ToArray();
        for (int i = 0; i < line.Length; i++)
        {
            byte[] damaged = line.ToArray();
            damaged[i] ^= 0x20;

            // The checksum is read in either case: changing the case of its letters changes nothing it says.
            if (SpoolLine.StatedChecksum(damaged) != SpoolLine.StatedChecksum(line) || i < line.Length - 18)
            {
                Assert.Null(SpoolLine.Decode(damaged));
            }
        }
    }

    [Fact]
    public void A_line_cut_anywhere_is_damaged()
    {
        byte[] line = SpoolLine.Encode(Post)[..^1].ToArray();

        Assert.All(Enumerable.Range(0, line.Length), length => Assert.Null(SpoolLine.Decode(line.AsSpan()[..length])));
    }

    private static void AssertSame(ReceivedPost expected, ReceivedPost? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Body.ToArray(), actual.Body.ToArray());
        Assert.Equal(expected with { Body = default }, actual with { Body = default });
    }
}
