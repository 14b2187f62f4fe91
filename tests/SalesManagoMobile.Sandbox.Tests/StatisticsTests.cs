using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SalesManagoMobile.Sandbox.Tests;

public sealed class StatisticsTests
{
    private readonly FakeTimeProvider _time = new(TestClock.Start);

    [Fact]
    public async Task Numbers_never_contradict_each_other_while_time_passes()
    {
        SandboxAccount account = Account(seed: 7);
        using var caller = Caller.InProcess(account);
        int conversation = await SendToManyAsync(caller, account, 400);
        (int displayed, int clicked, int dismissed) = (0, 0, 0);
        foreach (double minutes in new[] { 0.0, 0.05, 1, 30, 600, 6000 })
        {
            _time.Advance(TimeSpan.FromMinutes(minutes));
            JsonElement[] platforms = await StatisticsAsync(caller, conversation);
            Assert.Equal(400, platforms.Sum(platform => Number(platform, "sentNumber")));
            Assert.All(platforms, AssertConsistent);
            Assert.True(platforms.Sum(platform => Number(platform, "displayedNumber")) >= displayed);
            displayed = platforms.Sum(platform => Number(platform, "displayedNumber"));
            clicked = platforms.Sum(platform => Number(platform, "clickedNumber"));
            dismissed = platforms.Sum(platform => Number(platform, "dismissedNumber"));
        }

        Assert.Equal(2, (await StatisticsAsync(caller, conversation)).Length);
        Assert.InRange(displayed, 240, 320);
        Assert.InRange(clicked, 30, 90);
        Assert.InRange(dismissed, 55, 120);
    }

    [Fact]
    public async Task The_same_seed_repeats_a_run_and_another_does_not()
    {
        Assert.Equal(await RunAsync(3, reversed: false), await RunAsync(3, reversed: false));
        Assert.NotEqual(await RunAsync(3, reversed: false), await RunAsync(4, reversed: false));
    }

    [Fact]
    public async Task People_behave_the_same_whoever_is_sent_to_first() =>
        Assert.Equal(await RunAsync(3, reversed: false), await RunAsync(3, reversed: true));

    [Fact]
    public async Task Exported_rows_equal_the_statistics_and_the_histories()
    {
        SandboxAccount account = Account(seed: 5);
        using var caller = Caller.InProcess(account);
        int conversation = await SendToManyAsync(caller, account, 60);
        _time.Advance(TimeSpan.FromMinutes(90));
        JsonElement[] platforms = await StatisticsAsync(caller, conversation);
        JsonElement job = await caller.SucceedAsync(Caller.ExportConversation, new() { ["conversationId"] = conversation });
        string[][] rows = Encoding.UTF8.GetString(await caller.DownloadAsync(job))
            .TrimEnd('\n')
            .Split('\n')
            .Skip(1)
            .Select(row => row.Split(','))
            .ToArray();

        foreach (JsonElement platform in platforms)
        {
            string[][] own = rows.Where(row => row[^5] == platform.GetProperty("platform").GetString()).ToArray();
            Assert.Equal(Number(platform, "sentNumber"), own.Length);
            Assert.Equal(Number(platform, "displayedNumber"), own.Count(row => row[^3] != "null"));
            Assert.Equal(Number(platform, "clickedNumber"), own.Count(row => row[^2] != "null"));
            Assert.Equal(Number(platform, "dismissedNumber"), own.Count(row => row[^1] != "null"));
        }

        foreach (string[]? row in rows)
        {
            JsonElement history = await caller.SucceedAsync(Caller.History, new() { ["email"] = row[1], ["extended"] = true });
            JsonElement entry = history.GetProperty("data")[0];
            Assert.Equal(
                [row[^4], row[^3], row[^2], row[^1]],
                new[] { "sentDate", "displayed", "actionTaken", "dismissed" }.Select(field => entry.GetProperty(field).GetRawText()));
        }
    }

    [Fact]
    public async Task An_unknown_conversation_is_refused()
    {
        using var caller = Caller.InProcess(Account(seed: 1));
        Assert.Equal("Conversation not found: 1", await caller.RefusedAsync(Caller.Statistics, new() { ["conversationId"] = 1 }));
        Assert.Equal("Conversation not found: 1", await caller.RefusedAsync(Caller.ExportConversation, new() { ["conversationId"] = 1 }));
        Assert.Equal("conversationId is required", await caller.RefusedAsync(Caller.Statistics, []));
    }

    [Fact]
    public async Task Time_can_be_let_pass_in_the_sandbox_alone()
    {
        SandboxAccount account = Account(seed: 9);
        using var caller = Caller.InProcess(account);
        int conversation = await SendToManyAsync(caller, account, 100);
        account.Advance(TimeSpan.FromDays(30));
        Assert.True((await StatisticsAsync(caller, conversation)).Sum(platform => Number(platform, "displayedNumber")) > 50);
        Assert.Equal(_time.GetUtcNow().AddDays(30), account.UtcNow);
    }

    private SandboxAccount Account(int seed) =>
        new(new SandboxOptions { Seed = seed, TimeProvider = _time, AcceptAnyRecipient = true, StartWithoutContacts = true });

    private static async Task<int> SendToManyAsync(Caller caller, SandboxAccount account, int count)
    {
        Guid push = account.Pushes[0].Id;
        await caller.SucceedAsync(
            Caller.SendMass,
            Bodies.Batch(push, [.. Enumerable.Range(0, count).Select(number => ("EMAIL", $"person{number}@example.com"))]));
        return account.Deliveries[0].ConversationId;
    }

    private async Task<string> RunAsync(int seed, bool reversed)
    {
        SandboxAccount account = Account(seed);
        using var caller = Caller.InProcess(account);
        string[] people = Enumerable.Range(0, 20).Select(number => $"person{number}@example.com").ToArray();
        foreach (SandboxPush? push in reversed ? account.Pushes.Take(2).Reverse() : account.Pushes.Take(2))
        {
            foreach (string? person in reversed ? people.Reverse() : people)
            {
                await caller.SucceedAsync(Caller.Send, Bodies.Send(push.Id, person));
            }
        }

        account.Advance(TimeSpan.FromHours(5));
        var histories = new StringBuilder();
        foreach (string? person in people)
        {
            JsonElement history = await caller.SucceedAsync(Caller.History, new() { ["email"] = person, ["extended"] = true });
            foreach (JsonElement entry in history.GetProperty("data").EnumerateArray().OrderBy(
                entry => entry.GetProperty("name").GetString()))
            {
                histories.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"{entry.GetProperty("name")} {entry.GetProperty("displayed")} {entry.GetProperty("actionTaken")} "
                        + $"{entry.GetProperty("dismissed")}");
            }
        }

        return histories.ToString();
    }

    private static void AssertConsistent(JsonElement platform)
    {
        Assert.InRange(Number(platform, "displayedNumber"), 0, Number(platform, "sentNumber"));
        Assert.InRange(Number(platform, "clickedNumber") + Number(platform, "dismissedNumber"), 0, Number(platform, "displayedNumber"));
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static async Task<JsonElement[]> StatisticsAsync(Caller caller, int conversation) =>
        [
            .. (await caller.SucceedAsync(Caller.Statistics, new() { ["conversationId"] = conversation }))
                .GetProperty("data")
                .EnumerateArray(),
        ];
}
