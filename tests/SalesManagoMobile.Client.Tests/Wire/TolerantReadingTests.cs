using System.Net;
using Xunit;
using static SalesManagoMobile.Client.Tests.Clients;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Whatever JSON type the server chose, what it means is read; what is missing or senseless is null.</summary>
public sealed class TolerantReadingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1600345364000", 1600345364000)]
    [InlineData("\"1600345364000\"", 1600345364000)]
    [InlineData("1.600345364E12", 1600345364000)]
    [InlineData("0", 0L)]
    [InlineData("-1000", -1000L)]
    [InlineData("null", null)]
    [InlineData("\"null\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"soon\"", null)]
    [InlineData("{}", null)]
    [InlineData("true", null)]
    [InlineData("9223372036854775807", null)]
    [InlineData("-9223372036854775808", null)]
    [InlineData("1e300", null)]
    [InlineData("253402300799999", 253402300799999)]
    [InlineData("253402300800000", null)]
    public async Task Times_are_milliseconds_or_null(string json, long? milliseconds)
    {
        SmConversation conversation = Assert.Single(await ConversationsAsync($$"""[ { "sentDate": {{json}} } ]"""));

        Assert.Equal(milliseconds, conversation.SentDate?.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Missing_fields_are_null()
    {
        SmConversation conversation = Assert.Single(await ConversationsAsync("[ { \"extra\": [1, {}] } ]"));

        Assert.Equal(new SmConversation { PushId = PushId }, conversation);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[ null, 1, \"x\" ]")]
    [InlineData("\"none\"")]
    public async Task Data_without_objects_is_an_empty_list(string json) => Assert.Empty(await ConversationsAsync(json));

    [Theory]
    [InlineData("[\"a\", \"b\"]", "a", "b")]
    [InlineData("\"a\"", "a")]
    [InlineData("[\"a\", null, \"\", 7]", "a", "7")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task Messages_may_be_a_list_a_string_or_nothing(string json, params string[] messages)
    {
        SmAnswer answer = await SendAsync($$"""{ "success": "TRUE", "message": {{json}} }""");

        Assert.Equal(messages, answer.Messages);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("\"true\"")]
    [InlineData("\"True\"")]
    [InlineData("1")]
    public async Task Success_may_be_a_boolean_a_string_or_a_number(string json) =>
        Assert.Equal(1, (await SendAsync($$"""{ "success": {{json}} }""")).Attempts);

    [Theory]
    [InlineData("""{ "success": true, "message": [], "data": [ { "userId": 17 } ] }""")]
    [InlineData("""{ "success": true, "message": [], "userId": "17" }""")]
    public async Task A_new_contacts_id_is_found_where_the_sample_and_where_the_table_have_it(string json)
    {
        using ScriptedHandler handler = new ScriptedHandler().Answer(json);
        using SmClient client = With(handler);

        CreatedContact contact = await client.CreateContactAsync(
            new() { PushRegistrationId = "t", ApplicationId = "app", System = "IOS", Email = "name@example.com" }, Token);

        Assert.Equal("17", contact.UserId);
    }

    [Fact]
    public async Task A_byte_order_mark_and_broken_text_do_not_stop_reading()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. "{\"success\":true,\"message\":[\"caf"u8, 0xE9, .. "\",\"\\ud83d\"]}"u8];
        using HttpMessageHandler handler = new ScriptedHandler()
            .Answer("", HttpStatusCode.OK, response => response.Content = new ByteArrayContent(body));
        using SmClient client = With(handler);

        SmAnswer answer = await client.SendPushAsync(Push, Token);

        Assert.Equal(["caf\uFFFD", "\\ud83d"], answer.Messages);
    }

    [Theory]
    [InlineData("""{ "success": true, "message": "Export in progress" }""", SmJobStatus.Running)]
    [InlineData("""{ "success": true, "message": "Export done" }""", SmJobStatus.Running)]
    [InlineData("""{ "success": true, "message": "Export done", "fileUrl": null }""", SmJobStatus.Running)]
    [InlineData("""{ "success": true, "message": "Export done", "fileUrl": "" }""", SmJobStatus.Running)]
    [InlineData("""{ "success": true, "message": "Still running", "fileUrl": "https://files.example/x" }""", SmJobStatus.Done)]
    [InlineData("""{ "success": false, "message": ["Export failed"] }""", SmJobStatus.Failed)]
    public async Task A_job_is_done_if_and_only_if_it_names_a_file(string json, SmJobStatus status)
    {
        using ScriptedHandler handler = new ScriptedHandler().Answer(json);
        using SmClient client = With(handler);

        SmJob job = await client.GetJobAsync(5, Token);

        Assert.Equal(status, job.Status);
        Assert.Equal(5, job.JobId);
        Assert.Equal(status == SmJobStatus.Done, job.FileUrl is not null);
        Assert.NotEmpty(job.Message!);
    }

    [Fact]
    public async Task A_job_question_with_wrong_credentials_is_a_failure_not_a_failed_job()
    {
        using ScriptedHandler handler = new ScriptedHandler().Answer("""{ "success": false, "message": ["User not authenticated"] }""");
        using SmClient client = With(handler);

        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.GetJobAsync(5, Token));

        Assert.Equal(SmFailureKind.Authentication, failure.Kind);
    }

    [Theory]
    [InlineData("""{ "success": true, "message": [] }""")]
    [InlineData("""{ "success": true, "jobId": "soon" }""")]
    public async Task A_started_export_without_a_job_id_is_unreadable(string json)
    {
        using ScriptedHandler handler = new ScriptedHandler().Answer(json);
        using SmClient client = With(handler);

        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.ExportConversationAsync(5, Token));

        Assert.Equal(SmFailureKind.InvalidResponse, failure.Kind);
        Assert.Contains("jobId", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<SmConversation>> ConversationsAsync(string data)
    {
        using ScriptedHandler handler = new ScriptedHandler().Answer($$"""{ "success": true, "message": [], "data": {{data}} }""");
        using SmClient client = With(handler);
        return await client.ListConversationsAsync(PushId, Token);
    }

    private static async Task<SmAnswer> SendAsync(string json)
    {
        using ScriptedHandler handler = new ScriptedHandler().Answer(json);
        using SmClient client = With(handler);
        return await client.SendPushAsync(Push, Token);
    }
}
