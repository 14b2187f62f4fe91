using Xunit;
using static SalesManagoMobile.Client.Tests.Clients;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Each sample response of the documentation becomes the right typed object, with the right times.</summary>
public sealed class SampleAnswersTests
{
    private static readonly DateTimeOffset Sent = new(2020, 9, 17, 12, 22, 44, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transfer_contact()
    {
        CreatedContact contact = await AskAsync(
            """{ "success": true, "message": [ "Contact has been created" ], "data": { "userId": "0a1b-2c3d" } }""",
            client => client.CreateContactAsync(
                new() { PushRegistrationId = "t", ApplicationId = "app", System = "IOS", Email = "name@example.com" }, Token));

        Assert.Equal("0a1b-2c3d", contact.UserId);
        Assert.Equal(["Contact has been created"], contact.Messages);
        Assert.Equal(1, contact.Attempts);
    }

    [Fact]
    public async Task List_pushes()
    {
        IReadOnlyList<SmPush> pushes = await AskAsync(
            """
            { "success": true, "message": [], "notifications": [ {
              "name": "Example push", "id": "a1b2-c3d4", "title": "Best deal of the year!",
              "content": "Example content of this Mobile Push notification" } ] }
            """,
            client => client.ListPushesAsync("my_example_app", Token));

        SmPush expected = new()
        {
            Id = "a1b2-c3d4",
            Name = "Example push",
            Title = "Best deal of the year!",
            Content = "Example content of this Mobile Push notification",
            ApplicationId = "my_example_app",
        };
        Assert.Equal([expected], pushes);
    }

    [Fact]
    public async Task Send_push()
    {
        SmAnswer answer = await AskAsync("""{ "success": true, "message": [] }""", client => client.SendPushAsync(Push, Token));

        Assert.Empty(answer.Messages);
        Assert.Equal(1, answer.Attempts);
    }

    [Fact]
    public async Task List_sent_pushes()
    {
        IReadOnlyList<SmPushHistoryEntry> entries = await AskAsync(
            """
            { "success": true, "message": [], "data": [ {
              "name": "Example push name", "title": "Example title", "message": "Example message", "sentDate": 1600345364000, "read": true,
              "deeplink": "https://www.salesmanago.com", "mid": "b4db4d3b-ca33289d6c8c", "cid": "5816705", "displayed": 1600345388000,
              "actionTaken": 1600345390000, "dismissed": null } ] }
            """,
            client => client.GetHistoryPageAsync(new() { Email = "name@example.com", Extended = true }, Token));

        SmPushHistoryEntry expected = new()
        {
            Email = "name@example.com",
            Name = "Example push name",
            Title = "Example title",
            Message = "Example message",
            SentDate = Sent,
            Read = true,
            Deeplink = "https://www.salesmanago.com",
            MessageId = "b4db4d3b-ca33289d6c8c",
            ConversationId = 5816705,
            DisplayedDate = Sent.AddSeconds(24),
            ClickedDate = Sent.AddSeconds(26),
        };
        Assert.Equal([expected], entries);
        Assert.Equal(TimeSpan.Zero, entries[0].SentDate!.Value.Offset);
    }

    [Fact]
    public async Task List_conversations()
    {
        IReadOnlyList<SmConversation> conversations = await AskAsync(
            """
            { "success": true, "message": [], "data": [
              { "conversationId": 1234567, "name": "Spring campaign test A", "sentDate": 1600345364000 },
              { "conversationId": 1234568, "name": "Spring campaign test B", "sentDate": 1600345364000 } ] }
            """,
            client => client.ListConversationsAsync(PushId, Token));

        SmConversation a = new() { ConversationId = 1234567, Name = "Spring campaign test A", SentDate = Sent, PushId = PushId };
        Assert.Equal([a, a with { ConversationId = 1234568, Name = "Spring campaign test B" }], conversations);
    }

    // The field table calls data an object, the sample shows a list: both are read.
    [Theory]
    [InlineData("[", "]")]
    [InlineData("", "")]
    public async Task Conversation_statistics(string open, string close)
    {
        IReadOnlyList<SmConversationStats> stats = await AskAsync(
            $$"""
            { "success": true, "message": [], "data": {{open}} {
              "name": "Example push name", "platform": "android", "sentDate": 1600345364000, "sentNumber": 234567,
              "displayedNumber": 123456,
              "clickedNumber": 111111, "dismissedNumber": 12345 } {{close}} }
            """,
            client => client.GetStatisticsAsync(1234567, Token));

        SmConversationStats expected = new()
        {
            ConversationId = 1234567,
            Name = "Example push name",
            Platform = "android",
            SentDate = Sent,
            Sent = 234567,
            Displayed = 123456,
            Clicked = 111111,
            Dismissed = 12345,
        };
        Assert.Equal([expected], stats);
        Assert.Equal(123456d / 234567, stats[0].DisplayRate);
        Assert.Equal(111111d / 123456, stats[0].ClickRate);
    }

    [Fact]
    public async Task Export_one_conversation()
    {
        SmJob job = await AskAsync(
            """{ "success": true, "message": [], "jobId": 123456 }""", client => client.ExportConversationAsync(1234567, Token));

        Assert.Equal(123456, job.JobId);
        Assert.Equal(1234567, job.ConversationId);
        Assert.Equal(SmJobStatus.Running, job.Status);
        Assert.NotNull(job.StartedAt);
    }

    [Fact]
    public async Task Export_all_conversations_of_a_push()
    {
        SmJob job = await AskAsync(
            """{ "success": true, "message": [], "jobId": "123456" }""",
            client => client.ExportPushAsync(PushId, Sent, Sent.AddDays(30), Token));

        Assert.Equal(123456, job.JobId);
        Assert.Equal((PushId, Sent, Sent.AddDays(30)), (job.PushId, job.After, job.Before));
    }

    [Fact]
    public async Task Job_status()
    {
        SmJob job = await AskAsync(
            """{ "success": true, "message": [ "Export done" ], "fileUrl": "https://salesmanago.s3.amazonaws.com/x/abcd-efgh.json" }""",
            client => client.GetJobAsync(123456, Token));

        Assert.Equal(123456, job.JobId);
        Assert.Equal(SmJobStatus.Done, job.Status);
        Assert.Equal("Export done", job.Message);
        Assert.Equal(new Uri("https://salesmanago.s3.amazonaws.com/x/abcd-efgh.json"), job.FileUrl);
    }

    private static async Task<T> AskAsync<T>(string answer, Func<SmClient, Task<T>> ask)
    {
        using ScriptedHandler handler = new ScriptedHandler().Answer(answer);
        using SmClient client = With(handler);
        return await ask(client);
    }
}
