using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesManagoMobile.Sandbox.Tests;

/// <summary>Each contradiction of the documentation, off and on.</summary>
public sealed class QuirkTests
{
    private static readonly int Conversation = 5816704;

    [Theory]
    [InlineData(SandboxQuirks.None, JsonValueKind.True, JsonValueKind.Array)]
    [InlineData(SandboxQuirks.SuccessAsString, JsonValueKind.String, JsonValueKind.Array)]
    [InlineData(SandboxQuirks.MessageAsString, JsonValueKind.True, JsonValueKind.String)]
    [InlineData(SandboxQuirks.MessageAsNull, JsonValueKind.True, JsonValueKind.Null)]
    public async Task Success_and_message_change_their_types(SandboxQuirks quirks, JsonValueKind success, JsonValueKind message)
    {
        using Caller caller = Open(quirks, out _);
        JsonElement answer = await caller.CallAsync(Caller.ListPushes, Bodies.List());
        Assert.Equal(success, answer.GetProperty("success").ValueKind);
        Assert.Equal(message, answer.GetProperty("message").ValueKind);
    }

    [Fact]
    public async Task A_refusal_keeps_its_words_whatever_the_type_of_message()
    {
        using Caller caller = Open(SandboxQuirks.MessageAsString | SandboxQuirks.MessageAsNull, out _);
        JsonElement answer = await caller.CallAsync(Caller.Job, []);
        Assert.Equal("jobId is required", answer.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Numbers_become_strings()
    {
        using Caller caller = Open(SandboxQuirks.NumbersAsStrings, out SandboxAccount? account);
        JsonElement stats = (await caller.SucceedAsync(Caller.Statistics, new() { ["conversationId"] = Conversation }))
            .GetProperty("data")[0];
        Assert.All(
            ["sentDate", "sentNumber", "clickedNumber"], field => Assert.True(long.TryParse(stats.GetProperty(field).GetString(), out _)));
        JsonElement list = await caller.SucceedAsync(Caller.Conversations, new() { ["pushId"] = account.Pushes[0].Id.ToString() });
        Assert.Equal(JsonValueKind.String, list.GetProperty("data")[0].GetProperty("conversationId").ValueKind);
        JsonElement job = await caller.SucceedAsync(Caller.ExportConversation, new() { ["conversationId"] = "5816704" });
        Assert.Equal("123456", job.GetProperty("jobId").GetString());
    }

    [Fact]
    public async Task Statistics_become_one_object_of_sums()
    {
        using Caller plain = Open(SandboxQuirks.None, out _);
        using Caller caller = Open(SandboxQuirks.StatsAsObject, out _);
        JsonElement[] each = (await plain.SucceedAsync(Caller.Statistics, new() { ["conversationId"] = Conversation }))
            .GetProperty("data")
            .EnumerateArray()
            .ToArray();
        JsonElement sum = (await caller.SucceedAsync(Caller.Statistics, new() { ["conversationId"] = Conversation })).GetProperty("data");
        Assert.Equal(2, each.Length);
        foreach (string? field in new[] { "sentNumber", "displayedNumber", "clickedNumber", "dismissedNumber" })
        {
            Assert.Equal(each.Sum(platform => platform.GetProperty(field).GetInt32()), sum.GetProperty(field).GetInt32());
        }
    }

    [Theory]
    [InlineData(SandboxQuirks.None, JsonValueKind.String)]
    [InlineData(SandboxQuirks.NumericCid, JsonValueKind.Number)]
    public async Task The_cid_of_history_changes_its_type(SandboxQuirks quirks, JsonValueKind kind)
    {
        using Caller caller = Open(quirks, out _);
        Assert.Equal(kind, (await EntryAsync(caller)).GetProperty("cid").ValueKind);
    }

    [Fact]
    public async Task History_is_extended_unasked()
    {
        using Caller caller = Open(SandboxQuirks.AlwaysExtended, out _);
        Assert.True((await EntryAsync(caller)).TryGetProperty("actionTaken", out _));
    }

    [Fact]
    public async Task What_has_no_value_is_left_out()
    {
        using Caller plain = Open(SandboxQuirks.AlwaysExtended, out _);
        using Caller caller = Open(SandboxQuirks.AlwaysExtended | SandboxQuirks.OmitNulls, out _);
        string[] nulls = (await EntryAsync(plain))
            .EnumerateObject()
            .Where(field => field.Value.ValueKind == JsonValueKind.Null)
            .Select(field => field.Name)
            .ToArray();
        Assert.NotEmpty(nulls);
        JsonElement entry = await EntryAsync(caller);
        Assert.All(nulls, field => Assert.False(entry.TryGetProperty(field, out _)));
    }

    [Fact]
    public async Task An_export_may_span_the_231_days_of_the_sample()
    {
        JsonObject Body(SandboxAccount account) => new()
        {
            ["pushId"] = account.Pushes[0].Id.ToString(),
            ["timeFrom"] = 1639938888,
            ["timeTo"] = 1659938888,
        };
        using Caller plain = Open(SandboxQuirks.None, out SandboxAccount? account);
        Assert.StartsWith(
            "The time range has 20000000 seconds", await plain.RefusedAsync(Caller.ExportPush, Body(account)), StringComparison.Ordinal);
        using Caller caller = Open(SandboxQuirks.LongExportRange, out account);
        await caller.SucceedAsync(Caller.ExportPush, Body(account));
    }

    [Fact]
    public async Task A_custom_send_may_look_like_the_sample_and_the_address_wins()
    {
        JsonObject Body(SandboxAccount account)
        {
            JsonObject body = Bodies.Custom();
            body["pushId"] = account.Pushes[0].Id.ToString();
            body["contactId"] = account.Contacts[9].ContactId.ToString();
            return body;
        }

        using Caller plain = Open(SandboxQuirks.None, out SandboxAccount? account);
        Assert.Equal(
            "pushId does not belong to a custom push; Only one of email, contactId and userId may be given",
            await plain.RefusedAsync(Caller.SendCustom, Body(account)));
        using Caller caller = Open(SandboxQuirks.SeveralRecipients, out account);
        await caller.SucceedAsync(Caller.SendCustom, Body(account));
        Assert.Equal(Bodies.Email, Assert.Single(account.Deliveries).Recipient);
    }

    [Fact]
    public async Task A_custom_batch_may_look_like_the_sample_and_reaches_nobody()
    {
        JsonObject Body()
        {
            JsonObject body = Bodies.CustomBatch();
            body.Remove("contacts");
            body["date"] = "1659938887999";
            return body;
        }

        using Caller plain = Open(SandboxQuirks.None, out _);
        Assert.Equal("contacts is required and must name somebody", await plain.RefusedAsync(Caller.SendMassCustom, Body()));
        using Caller caller = Open(SandboxQuirks.MissingContacts, out SandboxAccount? account);
        await caller.SucceedAsync(Caller.SendMassCustom, Body());
        Assert.Empty(account.Deliveries);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("name")]
    public async Task Properties_may_be_an_array_of_pairs(string keyName)
    {
        JsonObject Body(SandboxAccount account)
        {
            JsonObject body = Bodies.Send(account.Pushes[1].Id);
            body["properties"] = new JsonArray(new JsonObject { [keyName] = "discount", ["value"] = "35%" });
            return body;
        }

        using Caller plain = Open(SandboxQuirks.None, out SandboxAccount? account);
        Assert.Equal("properties must be an object", await plain.RefusedAsync(Caller.Send, Body(account)));
        using Caller caller = Open(SandboxQuirks.PropertiesAsArray, out account);
        await caller.SucceedAsync(Caller.Send, Body(account));
        Assert.Contains("35%", Assert.Single(account.Deliveries).Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SandboxQuirks.None, ".zip", "application/zip")]
    [InlineData(SandboxQuirks.FilesNamedJson, ".json", "binary/octet-stream")]
    public async Task A_files_name_and_type_may_tell_nothing(SandboxQuirks quirks, string extension, string contentType)
    {
        using Caller caller = Open(quirks, out SandboxAccount? account);
        JsonElement job = await caller.SucceedAsync(
            Caller.ExportPush, new() { ["pushId"] = account.Pushes[0].Id.ToString(), ["timeFrom"] = 1772000000, ["timeTo"] = 1772400000 });
        await caller.CallAsync(Caller.Job, new() { ["jobId"] = job.GetProperty("jobId").GetInt64() });
        JsonElement done = await caller.SucceedAsync(Caller.Job, new() { ["jobId"] = job.GetProperty("jobId").GetInt64() });
        string url = done.GetProperty("fileUrl").GetString()!;
        Assert.EndsWith(extension, url, StringComparison.Ordinal);
        using HttpResponseMessage response = await caller.Http.GetAsync(url, TestContext.Current.CancellationToken);
        Assert.Equal(contentType, response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("PK", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_says_done_before_it_has_a_file()
    {
        using Caller caller = Open(SandboxQuirks.EarlyExportDone, out _);
        long job = (await caller.SucceedAsync(Caller.ExportConversation, new() { ["conversationId"] = Conversation }))
            .GetProperty("jobId")
            .GetInt64();
        JsonElement answer = await caller.SucceedAsync(Caller.Job, new() { ["jobId"] = job });
        Assert.Equal("Export done", answer.GetProperty("message")[0].GetString());
        Assert.False(answer.TryGetProperty("fileUrl", out _));
    }

    private static Caller Open(SandboxQuirks quirks, out SandboxAccount account)
    {
        account = new SandboxAccount(new SandboxOptions { Quirks = quirks, TimeProvider = new FakeTimeProvider(TestClock.Start) });
        return Caller.InProcess(account);
    }

    private static async Task<JsonElement> EntryAsync(Caller caller) =>
        (await caller.SucceedAsync(Caller.History, new() { ["email"] = Bodies.Email })).GetProperty("data")[0];
}
