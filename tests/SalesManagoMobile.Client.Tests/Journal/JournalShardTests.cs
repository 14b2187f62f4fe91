using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>A journal belongs to one shard of a list, and says so in its header.</summary>
public sealed class JournalShardTests : IDisposable
{
    private const string Spring = "0/4:spring";

    private readonly PushServer _server = new();
    private readonly Journals _journals = new();
    private readonly SmClient _client;

    public JournalShardTests() => _client = Clients.With(_server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _journals.Dispose();
    }

    [Theory]
    [InlineData(Spring)]
    [InlineData("0/4")]
    [InlineData("3/4:a\ttab and a line\nfeed")]
    [InlineData(null)]
    public async Task A_journal_keeps_its_shard_over_runs(string? shard)
    {
        await SendAsync(shard, (shard, "ann@x.com"));
        (SmSendResult[] results, SmException? end) = await SendAsync(shard, (shard, "ann@x.com"), (shard, "bob@x.com"));

        Assert.Null(end);
        Assert.Equal([SmSendStatus.Skipped, SmSendStatus.Accepted], results.Select(result => result.Status));
        Assert.All(results, result => Assert.Equal(shard, result.Shard));
    }

    [Theory]
    [InlineData(Spring, "1/4:spring")]
    [InlineData(Spring, "0/5:spring")]
    [InlineData(Spring, "0/4:summer")]
    [InlineData(Spring, "0/4")]
    [InlineData(Spring, null)]
    [InlineData(null, Spring)]
    public async Task Another_shard_does_not_open_it(string? own, string? other)
    {
        await SendAsync(own, (own, "ann@x.com"));
        byte[] before = await File.ReadAllBytesAsync(_journals.Path, Token);

        SmException refused = Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path, other));

        Assert.Equal(SmFailureKind.ShardMismatch, refused.Kind);
        Assert.Contains(own ?? "not divided", refused.Message);
        Assert.Contains(other ?? "has no column Shard", refused.Message);
        Assert.Equal(before, await File.ReadAllBytesAsync(_journals.Path, Token));
        Assert.Equal(SmFailureKind.ShardMismatch, Assert.Throws<SmException>(() => SendJournal.Peek(_journals.Path).RequireShard(other)).Kind);
        SendJournal.Peek(_journals.Path).RequireShard(own);
    }

    [Theory]
    [InlineData("1/4:spring")]
    [InlineData(null)]
    public async Task A_row_of_another_shard_ends_the_run_before_it_leaves(string? other)
    {
        (SmSendResult[] results, SmException? end) = await SendAsync(Spring, (other, "bob@x.com"), (Spring, "ann@x.com"));

        Assert.Equal([SmSendStatus.NotTried, SmSendStatus.NotTried], results.Select(result => result.Status));
        Assert.Equal(SmFailureKind.ShardMismatch, end?.Kind);
        Assert.Empty(_server.Recipients);
    }

    [Theory]
    [InlineData("eu-1")]
    [InlineData("04-Jan")]
    [InlineData("4/4")]
    [InlineData("-1/4")]
    [InlineData("1/4 :x")]
    [InlineData("a:1/4")]
    public void A_text_that_is_no_shard_begins_no_journal(string text)
    {
        SmException refused = Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path, text));

        Assert.Contains($"'{text}' is not a shard", refused.Message);
    }

    [Fact]
    public async Task A_header_with_a_shard_fits_into_a_sector()
    {
        string longest = AudienceSplit.Describe(999_999, 1_000_000, new string('\u4e2d', 100));
        await SendJournal.Open(_journals.Path, longest).DisposeAsync();

        Assert.InRange(new FileInfo(_journals.Path).Length, 300, JournalFormat.MaxHeaderLength);
        Assert.Contains("is not a shard", Assert.Throws<SmException>(
            () => SendJournal.Open(_journals.Path + "2", longest + new string('\u4e2d', 100))).Message);
    }

    [Fact]
    public async Task A_header_that_a_crash_cut_is_written_anew()
    {
        byte[] header = JournalFormat.Header(new JournalSeal(JournalFormat.HeaderLength + Spring.Length + 1, 0), Spring);
        for (int length = 0; length < header.Length; length++)
        {
            await File.WriteAllBytesAsync(_journals.Path, header[..length], Token);
            await SendJournal.Open(_journals.Path, Spring).DisposeAsync();
            Assert.Equal(header, await File.ReadAllBytesAsync(_journals.Path, Token));
        }
    }

    [Fact]
    public async Task A_cut_end_shows_in_a_journal_with_a_shard()
    {
        await SendAsync(Spring, (Spring, "ann@x.com"), (Spring, "bob@x.com"));
        byte[] whole = await File.ReadAllBytesAsync(_journals.Path, Token);
        await File.WriteAllBytesAsync(_journals.Path, whole[..^120], Token);

        Assert.Contains("has lost its end", Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path, Spring)).Message);
    }

    private async Task<(SmSendResult[] Results, SmException? End)> SendAsync(string? own, params (string? Shard, string Email)[] rows)
    {
        await using var journal = SendJournal.Open(_journals.Path, own);
        using BulkRun<PushRequest, SmSendResult> run = new BulkSender(_client, new BulkOptions { Journal = journal }).StartPushes();
        var results = new List<SmSendResult>();
        foreach ((string? shard, string email) in rows)
        {
            results.Add((await run.Send(Journals.Push(email) with { Shard = shard })).Result);
        }

        return ([.. results], run.End);
    }
}
