using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace SalesManagoMobile.Sandbox.Tests;

public sealed class EndpointsTests
{
    private readonly FakeTimeProvider _time = new(TestClock.Start);
    private readonly SandboxAccount _account;

    public EndpointsTests() => _account = new SandboxAccount(new SandboxOptions { TimeProvider = _time });

    [Fact]
    public async Task Every_endpoint_works_in_process()
    {
        using var caller = Caller.InProcess(_account);
        await TourAsync(caller);
    }

    [Fact]
    public async Task Every_endpoint_works_over_http()
    {
        await using var server = SandboxServer.Start(_account);
        using var caller = Caller.Over(server);
        await TourAsync(caller);
    }

    private async Task TourAsync(Caller caller)
    {
        JsonElement contact = await caller.SucceedAsync(Caller.Create, Bodies.Contact());
        Assert.Equal("Contact has been created", Assert.Single(contact.GetProperty("message").EnumerateArray()).GetString());
        Assert.True(Guid.TryParse(contact.GetProperty("data").GetProperty("userId").GetString(), out _));

        JsonElement pushes = await caller.SucceedAsync(Caller.ListPushes, Bodies.List());
        JsonElement push = pushes.GetProperty("notifications")
            .EnumerateArray()
            .First(one => one.GetProperty("name").GetString() == "Win-back discount");
        Guid pushId = push.GetProperty("id").GetGuid();

        await caller.SucceedAsync(Caller.Send, Bodies.Send(pushId, "new@example.com"));
        await caller.SucceedAsync(Caller.SendCustom, Bodies.Custom());
        await caller.SucceedAsync(Caller.SendMass, Bodies.Batch(pushId, ("EMAIL", "name@example.com, new@example.com"), ("TAG", "VIP")));
        await caller.SucceedAsync(Caller.SendMassCustom, Bodies.CustomBatch(("TAG", "VIP")));
        _time.Advance(TimeSpan.FromDays(1));

        JsonElement history = await caller.SucceedAsync(Caller.History, new() { ["email"] = "new@example.com", ["extended"] = true });
        JsonElement[] entries = history.GetProperty("data").EnumerateArray().ToArray();
        Assert.Equal(2, entries.Length);
        Assert.Equal("Come back and take 20% off. Your favourite is waiting.", entries[0].GetProperty("message").GetString());
        Assert.Equal(JsonValueKind.String, entries[0].GetProperty("cid").ValueKind);

        JsonElement conversations = await caller.SucceedAsync(Caller.Conversations, new() { ["pushId"] = pushId.ToString() });
        JsonElement batch = conversations.GetProperty("data").EnumerateArray().Last();
        JsonElement stats =
            await caller.SucceedAsync(Caller.Statistics, new() { ["conversationId"] = batch.GetProperty("conversationId").GetInt32() });
        Assert.Equal(9, stats.GetProperty("data").EnumerateArray().Sum(platform => platform.GetProperty("sentNumber").GetInt32()));

        JsonElement job = await caller.SucceedAsync(
            Caller.ExportConversation, new() { ["conversationId"] = batch.GetProperty("conversationId").GetInt32() });
        string[] csv = Encoding.UTF8.GetString(await caller.DownloadAsync(job)).TrimEnd('\n').Split('\n');
        Assert.Equal("contactId,email,phone,name,platform,sentDate,displayedDate,clickedDate,dismissedDate", csv[0]);
        Assert.Equal(9, csv.Length - 1);

        JsonElement archiveJob = await caller.SucceedAsync(Caller.ExportPush, new()
        {
            ["pushId"] = pushId.ToString(),
            ["timeFrom"] = _time.GetUtcNow().AddDays(-29).ToUnixTimeSeconds(),
            ["timeTo"] = _time.GetUtcNow().ToUnixTimeSeconds(),
        });
        using var archive = new ZipArchive(new MemoryStream(await caller.DownloadAsync(archiveJob)));
        Assert.Equal(3, archive.Entries.Count);
        Assert.All(archive.Entries, entry => Assert.Matches(@"^conversation_stats_export_\d{13}_\d\.csv$", entry.Name));
        Assert.Empty(Operation.All.Keys.Except(_account.Requests.Counts.Keys));
    }
}
