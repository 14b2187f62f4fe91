using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SalesManagoMobile.Sandbox.Tests;

public sealed class ExportTests
{
    private readonly FakeTimeProvider _time = new(TestClock.Start);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_is_done_after_so_many_questions_and_not_before_its_time()
    {
        using Caller caller = Open(new SandboxOptions { JobPolls = 2, JobDuration = TimeSpan.FromMinutes(10) });
        long job = await StartAsync(caller);
        for (int question = 0; question < 3; question++)
        {
            Assert.Null(await AskAsync(caller, job));
        }

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.NotNull(await AskAsync(caller, job));
    }

    [Fact]
    public async Task A_file_shows_the_account_as_it_was_when_the_job_began()
    {
        using Caller caller = Open(new SandboxOptions { JobPolls = 0, StartWithoutContacts = false });
        long job = await StartAsync(caller);
        byte[] first = await caller.Http.GetByteArrayAsync(await AskAsync(caller, job), Cancellation);
        _time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(first, await caller.Http.GetByteArrayAsync(await AskAsync(caller, job), Cancellation));
    }

    [Fact]
    public async Task An_address_works_for_a_few_minutes_and_a_fresh_one_is_given_on_demand()
    {
        using Caller caller = Open(new SandboxOptions { JobPolls = 0, FileUrlLifetime = TimeSpan.FromMinutes(3) });
        long job = await StartAsync(caller);
        string? url = await AskAsync(caller, job);
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(caller, url!));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(caller, url!));
        string? fresh = await AskAsync(caller, job);
        Assert.NotEqual(url, fresh);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(caller, fresh!));
    }

    [Fact]
    public async Task An_address_that_was_never_given_is_not_found()
    {
        using Caller caller = Open(new SandboxOptions());
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(caller, "https://files.sandbox.example/files/guess/a.csv"));
    }

    [Theory]
    [InlineData("Authorization", "Basic abc", "")]
    [InlineData("Cookie", "a=b", "")]
    [InlineData("X-Fine", "a", "?apiKey=k&sha=s")]
    public async Task A_request_for_a_file_that_carries_credentials_is_refused_and_counted(string header, string value, string query)
    {
        var account = new SandboxAccount(new SandboxOptions { TimeProvider = _time, JobPolls = 0 });
        await using var server = SandboxServer.Start(account);
        using var caller = Caller.Over(server);
        string? url = await AskAsync(caller, await StartAsync(caller));
        using var request = new HttpRequestMessage(HttpMethod.Get, url + query);
        request.Headers.TryAddWithoutValidation(header, value);
        using HttpResponseMessage response = await caller.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(1, account.FileRequestsWithCredentials);
    }

    [Theory]
    [InlineData(0, 9, 0, 9)]
    [InlineData(10, null, 10, -1)]
    [InlineData(null, 5, -5, -1)]
    [InlineData(0, 99999, 0, -1)]
    public async Task A_range_of_bytes_is_served_with_its_tag(int? from, int? to, int first, int last)
    {
        var account = new SandboxAccount(new SandboxOptions { TimeProvider = _time, JobPolls = 0 });
        await using var server = SandboxServer.Start(account);
        foreach (Caller? caller in new[] { Caller.Over(server), Caller.InProcess(account) })
        {
            using (caller)
            {
                string? url = await AskAsync(caller, await StartAsync(caller));
                using HttpResponseMessage whole = await caller.Http.GetAsync(url, Cancellation);
                byte[] bytes = await whole.Content.ReadAsByteArrayAsync(Cancellation);
                using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(from, to) } };
                request.Headers.IfRange = new RangeConditionHeaderValue(whole.Headers.ETag!);
                using HttpResponseMessage part = await caller.Http.SendAsync(request, Cancellation);
                (int start, int end) = (first < 0 ? bytes.Length + first : first, last < 0 ? bytes.Length + last : last);
                Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
                Assert.Equal(bytes[start..(end + 1)], await part.Content.ReadAsByteArrayAsync(Cancellation));
                Assert.Equal(new ContentRangeHeaderValue(start, end, bytes.Length), part.Content.Headers.ContentRange);
                Assert.Equal(whole.Headers.ETag, part.Headers.ETag);
            }
        }
    }

    [Fact]
    public async Task A_range_beyond_the_end_or_of_another_content_is_not_served()
    {
        using Caller caller = Open(new SandboxOptions { JobPolls = 0 });
        string? url = await AskAsync(caller, await StartAsync(caller));
        using var beyond = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(10_000_000, null) } };
        using HttpResponseMessage refused = await caller.Http.SendAsync(beyond, Cancellation);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, refused.StatusCode);
        using var other = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(5, null) } };
        other.Headers.IfRange = new RangeConditionHeaderValue("\"another\"");
        using HttpResponseMessage whole = await caller.Http.SendAsync(other, Cancellation);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
    }

    [Theory]
    [InlineData(SandboxExportFormat.Json, ".json")]
    [InlineData(SandboxExportFormat.JsonLines, ".jsonl")]
    [InlineData(SandboxExportFormat.GzipCsv, ".csv.gz")]
    public async Task Every_format_has_the_same_rows(SandboxExportFormat format, string extension)
    {
        using Caller documented = Open(new SandboxOptions());
        string csv = Encoding.UTF8.GetString(await documented.DownloadAsync(await JobAsync(documented)));
        using Caller caller = Open(new SandboxOptions { ExportFormat = format, JobPolls = 0 });
        string? url = await AskAsync(caller, await StartAsync(caller));
        Assert.EndsWith(extension, url, StringComparison.Ordinal);
        Assert.Equal(csv, ToCsv(format, await caller.Http.GetByteArrayAsync(url, Cancellation)));
    }

    [Fact]
    public async Task A_file_of_many_rows_has_each_of_them_once_also_when_it_is_made_again()
    {
        var account = new SandboxAccount(new SandboxOptions { TimeProvider = _time, AcceptAnyRecipient = true, JobPolls = 0 });
        using var caller = Caller.InProcess(account);
        string[] people = Enumerable.Range(0, 2500).Select(number => $"a{number}@example.com").ToArray();
        foreach (string? person in people)
        {
            await caller.SucceedAsync(Caller.Send, Bodies.Send(account.Pushes[0].Id, person));
        }

        async Task<string> UrlAsync()
        {
            JsonElement job =
                await caller.SucceedAsync(Caller.ExportConversation, new() { ["conversationId"] = account.Deliveries[0].ConversationId });
            return (await AskAsync(caller, job.GetProperty("jobId").GetInt64()))!;
        }

        string url = await UrlAsync();
        string file = await caller.Http.GetStringAsync(url, Cancellation);
        Assert.Equal(people, file.TrimEnd('\n').Split('\n')[1..].Select(row => row.Split(',')[1]));

        await caller.SucceedAsync(Caller.Send, Bodies.Send(account.Pushes[0].Id));
        for (int number = 0; number < 5; number++)
        {
            Assert.NotEqual(file, await caller.Http.GetStringAsync(await UrlAsync(), Cancellation));
        }

        Assert.Equal(file, await caller.Http.GetStringAsync(url, Cancellation));
    }

    [Fact]
    public async Task An_archive_holds_one_file_for_each_conversation_of_the_range()
    {
        var account = new SandboxAccount(new SandboxOptions { TimeProvider = _time });
        using var caller = Caller.InProcess(account);
        Guid push = account.Pushes.Single(one => one.Name == "Spring campaign").Id;
        async Task<int> EntriesAsync(DateTimeOffset from, DateTimeOffset to)
        {
            JsonElement job = await caller.SucceedAsync(Caller.ExportPush, new()
            {
                ["pushId"] = push.ToString(),
                ["timeFrom"] = from.ToUnixTimeSeconds(),
                ["timeTo"] = to.ToUnixTimeSeconds(),
            });
            using var archive = new ZipArchive(new MemoryStream(await caller.DownloadAsync(job)));
            return archive.Entries.Count;
        }

        DateTimeOffset now = _time.GetUtcNow();
        Assert.Equal(2, await EntriesAsync(now.AddDays(-21), now.AddDays(-14)));
        Assert.Equal(1, await EntriesAsync(now.AddDays(-20), now));
        Assert.Equal(0, await EntriesAsync(now.AddDays(-13), now));
    }

    [Fact]
    public async Task An_unknown_job_is_refused()
    {
        using Caller caller = Open(new SandboxOptions());
        Assert.Equal("Job not found: 7", await caller.RefusedAsync(Caller.Job, new() { ["jobId"] = 7 }));
    }

    private static string ToCsv(SandboxExportFormat format, byte[] file)
    {
        if (format == SandboxExportFormat.GzipCsv)
        {
            using var reader = new StreamReader(new GZipStream(new MemoryStream(file), CompressionMode.Decompress));
            return reader.ReadToEnd();
        }

        string text = Encoding.UTF8.GetString(file);
        JsonElement[] rows = format == SandboxExportFormat.Json
            ? JsonElement.Parse(text).EnumerateArray().ToArray()
            : [.. text.TrimEnd('\n').Split('\n').Select(line => JsonElement.Parse(line))];
        IEnumerable<string> lines = rows.Select(row => string.Join(',', row.EnumerateObject().Select(Field))).Prepend(
            string.Join(',', rows[0].EnumerateObject().Select(field => field.Name)));
        return string.Join('\n', lines) + "\n";
    }

    private static string Field(JsonProperty field) => field.Value.ValueKind switch
    {
        JsonValueKind.Null => field.Name.EndsWith("Date", StringComparison.Ordinal) ? "null" : "",
        JsonValueKind.String when field.Value.GetString()!.Contains(',', StringComparison.Ordinal) => $"\"{field.Value.GetString()}\"",
        _ => field.Value.ToString(),
    };

    private Caller Open(SandboxOptions options) => Caller.InProcess(new SandboxAccount(options with { TimeProvider = _time }));

    // The fourth conversation of the past goes to everybody, and its name has a comma in it.
    private static Task<JsonElement> JobAsync(Caller caller) =>
        caller.SucceedAsync(Caller.ExportConversation, new() { ["conversationId"] = 5816704 });

    private static async Task<long> StartAsync(Caller caller) => (await JobAsync(caller)).GetProperty("jobId").GetInt64();

    private static async Task<string?> AskAsync(Caller caller, long job)
    {
        JsonElement answer = await caller.SucceedAsync(Caller.Job, new() { ["jobId"] = job });
        return answer.TryGetProperty("fileUrl", out JsonElement url) ? url.GetString() : null;
    }

    private static async Task<HttpStatusCode> StatusAsync(Caller caller, string url)
    {
        using HttpResponseMessage response = await caller.Http.GetAsync(url, Cancellation);
        return response.StatusCode;
    }
}
