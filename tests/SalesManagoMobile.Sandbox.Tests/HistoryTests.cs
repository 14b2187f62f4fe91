using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesManagoMobile.Sandbox.Tests;

public sealed class HistoryTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(TestClock.Start);
    private readonly SandboxAccount _account;
    private readonly Caller _caller;

    public HistoryTests()
    {
        _account = new SandboxAccount(new SandboxOptions { TimeProvider = _time, StartWithoutContacts = true });
        _caller = Caller.InProcess(_account);
    }

    [Fact]
    public async Task The_newest_comes_first()
    {
        await FillAsync(5);
        long[] dates = Dates(await HistoryAsync([]));
        Assert.Equal(dates.OrderDescending(), dates);
        Assert.Equal(5, dates.Length);
    }

    [Fact]
    public async Task Both_ends_of_the_range_are_part_of_it()
    {
        await FillAsync(5);
        long[] dates = Dates(await HistoryAsync([]));
        Assert.Equal(dates[1..4], Dates(await HistoryAsync(new() { ["dateFrom"] = dates[3], ["dateTo"] = dates[1] })));
        Assert.Equal(dates[2..3], Dates(await HistoryAsync(new() { ["dateFrom"] = dates[3] + 1, ["dateTo"] = dates[1] - 1 })));
    }

    [Theory]
    [InlineData(null, 500)]
    [InlineData(1, 1)]
    [InlineData(499, 499)]
    [InlineData(500, 500)]
    [InlineData(501, 500)]
    [InlineData(0, 500)]
    [InlineData(-3, 500)]
    public async Task A_number_of_entries_outside_1_to_500_becomes_500(int? asked, int given)
    {
        await FillAsync(502);
        Assert.Equal(given, (await HistoryAsync(asked is null ? [] : new() { ["entriesNumber"] = asked })).Length);
    }

    [Fact]
    public async Task The_user_id_wins_over_the_address()
    {
        await FillAsync(2);
        await _caller.SucceedAsync(Caller.Create, Bodies.Contact("other@example.com"));
        string other = _account.Contacts[1].UserId;
        Assert.Empty(await HistoryAsync(new() { ["userId"] = other }));
        Assert.Equal(2, (await HistoryAsync(new() { ["userId"] = _account.Contacts[0].UserId, ["email"] = "other@example.com" })).Length);
    }

    [Fact]
    public async Task Somebody_unknown_has_an_empty_history() =>
        Assert.Empty(await HistoryAsync(new() { ["email"] = "nobody@example.com" }));

    [Fact]
    public async Task A_history_needs_somebody() =>
        Assert.Equal("One of email and userId is required", await _caller.RefusedAsync(Caller.History, []));

    [Fact]
    public async Task Only_an_extended_history_tells_when_people_reacted()
    {
        await FillAsync(1);
        Assert.False((await HistoryAsync([]))[0].TryGetProperty("displayed", out _));
        JsonElement extended = (await HistoryAsync(new() { ["extended"] = true }))[0];
        Assert.All(["displayed", "actionTaken", "dismissed"], field => Assert.True(extended.TryGetProperty(field, out _)));
    }

    [Fact]
    public async Task An_entry_looks_as_documented()
    {
        await FillAsync(1);
        JsonElement entry = (await HistoryAsync([]))[0];
        Assert.Equal(
            ["name", "title", "message", "sentDate", "read", "deeplink", "mid", "cid"],
            entry.EnumerateObject().Select(field => field.Name));
        Assert.Equal("Win-back discount", entry.GetProperty("name").GetString());
        Assert.Equal("myapp://shop/winback/all", entry.GetProperty("deeplink").GetString());
        Assert.Equal(_time.GetUtcNow().AddMinutes(-1).ToUnixTimeMilliseconds(), entry.GetProperty("sentDate").GetInt64());
    }

    public void Dispose() => _caller.Dispose();

    private static long[] Dates(JsonElement[] entries) => [.. entries.Select(entry => entry.GetProperty("sentDate").GetInt64())];

    private async Task FillAsync(int count)
    {
        await _caller.SucceedAsync(Caller.Create, Bodies.Contact(Bodies.Email));
        Guid push = _account.Pushes.Single(one => one.Name == "Win-back discount").Id;
        for (int number = 0; number < count; number++)
        {
            await _caller.SucceedAsync(Caller.Send, Bodies.Send(push));
            _time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private async Task<JsonElement[]> HistoryAsync(JsonObject body)
    {
        if (!body.ContainsKey("email") && !body.ContainsKey("userId"))
        {
            body["email"] = Bodies.Email;
        }

        return [.. (await _caller.SucceedAsync(Caller.History, body)).GetProperty("data").EnumerateArray()];
    }
}
