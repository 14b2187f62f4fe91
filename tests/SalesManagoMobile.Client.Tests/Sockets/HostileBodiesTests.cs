using System.IO.Compression;
using System.Text;
using Xunit;
using static SalesManagoMobile.Client.Tests.Clients;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Whatever a body does, it is one unknown outcome, costs little memory, and the next request goes on.</summary>
// Memory is counted for the whole process, so no other test may run meanwhile.
[CollectionDefinition(nameof(HostileBodiesTests), DisableParallelization = true)]
[Collection(nameof(HostileBodiesTests))]
public sealed class HostileBodiesTests
{
    private const int Megabyte = 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("br", "damaged")]
    [InlineData("gzip", "damaged")]
    [InlineData("deflate", "damaged")]
    [InlineData("br", "cut")]
    [InlineData("gzip", "cut")]
    [InlineData("deflate", "cut")]
    [InlineData("br", "bomb")]
    [InlineData("gzip", "bomb")]
    [InlineData("zstd", "whole")]
    [InlineData("gzip, gzip", "whole")]
    [InlineData("nonsense", "whole")]
    public async Task A_body_that_is_not_encoded_as_it_says_is_one_unknown_outcome(string encoding, string damage)
    {
        byte[] body = Damaged(encoding.Split(',')[0], damage);
        int served = 0;
        await using ScriptedServer server = new(async peer =>
        {
            while (true)
            {
                await peer.ReadRequestAsync();
                bool hostile = Interlocked.Increment(ref served) == 30;
                string head = hostile ? $"Content-Encoding: {encoding}\r\n" : "";
                byte[] bytes = hostile ? body : Encoding.UTF8.GetBytes(Peer.Yes);
                await peer.SendAsync(
                    [.. Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\n{head}Content-Length: {bytes.Length}\r\n\r\n"), .. bytes]);
            }
        });
        using SmClient client = server.Client(o => o with { MaxRetry = 3 });
        Exception?[] ends = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(_ => Record.ExceptionAsync(() => client.SendPushAsync(Push, Token)).AsTask()));

        Assert.Equal(60, server.Requests);
        SmException unknown = Assert.IsType<SmException>(Assert.Single(ends, end => end is not null));
        Assert.True(unknown.MayHaveBeenProcessed);
        Assert.Equal(1, unknown.Attempts);
        Assert.Contains(unknown.Kind, new[] { SmFailureKind.InvalidResponse, SmFailureKind.ResponseTooLarge });
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("GZIP")]
    [InlineData("identity")]
    public async Task A_response_that_is_compressed_although_that_was_not_asked_for_is_read(string encoding)
    {
        byte[] body = Encoded(encoding.ToLowerInvariant(), Encoding.UTF8.GetBytes("""{"success":true,"message":["Grüße 💰"]}"""));
        string head = "";
        await using ScriptedServer server = new(async peer =>
        {
            head = await peer.ReadHeadAsync();
            await peer.SendAsync(
                [
                    .. Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {body.Length}\r\n\r\n"),
                    .. body,
                ]);
        });
        using SmClient client = server.Client();

        SmAnswer answer = await client.SendPushAsync(Push, Token);

        Assert.Equal(["Grüße 💰"], answer.Messages);
        Assert.Contains("Accept-Encoding: identity", head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("br", "429 Too Many Requests")]
    [InlineData("gzip", "400 Bad Request")]
    [InlineData("deflate", "401 Unauthorized")]
    [InlineData("identity", "404 Not Found")]
    [InlineData("identity", "307 Temporary Redirect")]
    public async Task An_error_status_whose_body_was_cut_anywhere_is_unknown(string encoding, string status)
    {
        byte[] whole = Encoded(encoding, Encoding.UTF8.GetBytes(Peer.Yes));
        string header = encoding == "identity" ? "" : $"Content-Encoding: {encoding}\r\n";
        int length = 0;
        await using ScriptedServer server = new(async peer =>
        {
            while (true)
            {
                await peer.ReadRequestAsync();
                await peer.SendAsync(
                    [.. Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\n{header}Content-Length: {length}\r\n\r\n"), .. whole[..length]]);
            }
        });
        using SmClient client = server.Client();
        while (++length < whole.Length)
        {
            SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));

            Assert.True(failure.MayHaveBeenProcessed, $"{length} bytes: {failure.Message}");
        }
    }

    [Fact]
    public async Task Two_hundred_refusals_of_ten_megabytes_keep_little()
    {
        byte[] megabyte = [.. Enumerable.Repeat((byte)'x', Megabyte)];
        await using ScriptedServer server = new(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n{\"success\":false,\"message\":[\"");
            for (int i = 0; i < 10; i++)
            {
                await peer.SendAsync(megabyte);
            }
        });
        using SmClient client = server.Client();
        long before = GC.GetTotalMemory(true);
        long allocated = GC.GetTotalAllocatedBytes();
        List<SmException> failures = [];
        for (int i = 0; i < 200; i++)
        {
            failures.Add(await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token)));
        }

        Assert.True(GC.GetTotalMemory(true) - before < 20 * Megabyte);
        Assert.True(GC.GetTotalAllocatedBytes() - allocated < 400L * Megabyte);
        Assert.All(failures, failure => Assert.Equal(SmFailureKind.ResponseTooLarge, failure.Kind));
        Assert.All(failures, failure => Assert.True(failure.MayHaveBeenProcessed));
        Assert.All(failures, failure => Assert.InRange(failure.Message.Length, 100, 500));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Eight_answers_of_62_megabytes_at_once_stay_small(bool tellsLength)
    {
        byte[] megabyte = [.. Enumerable.Repeat((byte)' ', Megabyte)];
        await using ScriptedServer server = new(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync($"HTTP/1.1 200 OK\r\n{(tellsLength ? $"Content-Length: {62 * Megabyte}" : "Connection: close")}\r\n\r\n");
            for (int i = 0; i < 62; i++)
            {
                await peer.SendAsync(megabyte);
            }
        });
        using SmClient client = server.Client();
        long allocated = GC.GetTotalAllocatedBytes();

        SmException[] failures = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Assert.ThrowsAsync<SmException>(() => client.ListPushesAsync("app", Token))));

        Assert.All(failures, failure => Assert.Equal(SmFailureKind.ResponseTooLarge, failure.Kind));
        Assert.True(GC.GetTotalAllocatedBytes() - allocated < (tellsLength ? 60 : 500) * Megabyte);
    }

    [Fact]
    public async Task A_response_of_exactly_the_largest_size_is_read_and_one_byte_more_is_not()
    {
        foreach (int more in new[] { 0, 1 })
        {
            string body = Peer.Yes.PadRight((64 * 1024) + more);
            await using ScriptedServer server = new(async peer =>
            {
                await peer.ReadRequestAsync();
                await peer.SendAsync($"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}");
            });
            using SmClient client = server.Client(o => o with { MaxResponseBytes = Megabyte });

            Task<SmAnswer> send = client.SendPushAsync(Push, Token);

            if (more == 0)
            {
                Assert.Equal(1, (await send).Attempts);
            }
            else
            {
                Assert.Contains("65,536 bytes", (await Assert.ThrowsAsync<SmException>(() => send)).Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task What_a_server_says_is_kept_up_to_2000_characters_and_what_was_cut_is_noted()
    {
        string endless = new('x', 5000);

        SmException one = await Answering.FailAsync($$"""{"success":false,"message":["{{endless}}"]}""", "200 OK");
        SmException many = await Answering.FailAsync(
            $$"""{"success":false,"message":[{{string.Join(',', Enumerable.Repeat("\"no\"", 900))}}]}""", "200 OK");

        Assert.Equal([endless[..2000] + "…", "(cut: the server sent 1 messages of 5,000 characters)"], one.ServerMessages);
        Assert.InRange(one.Message.Length, 2000, 2200);
        Assert.Equal(51, many.ServerMessages.Count);
        Assert.Equal("(cut: the server sent 900 messages of 1,800 characters)", many.ServerMessages[^1]);
    }

    private static byte[] Damaged(string encoding, string damage)
    {
        string numbers = string.Join(',', Enumerable.Range(0, 500).Select(i => i * 7919 % 1000));
        byte[] plain = damage == "bomb" ? new byte[8 * Megabyte] : Encoding.UTF8.GetBytes($$"""{"success":true,"message":[{{numbers}}]}""");
        byte[] body = Encoded(encoding, plain);
        if (damage == "damaged")
        {
            body.AsSpan(body.Length / 3, body.Length / 3).Fill(0xA5);
        }

        return damage == "cut" ? body[..(body.Length / 2)] : body;
    }

    private static byte[] Encoded(string encoding, byte[] plain)
    {
        using MemoryStream packed = new();
        using (Stream? packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => null,
        })
        {
            (packer ?? packed).Write(plain);
        }

        return packed.ToArray();
    }
}
