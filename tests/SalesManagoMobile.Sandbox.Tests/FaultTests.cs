using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesManagoMobile.Sandbox.Tests;

/// <summary>Each fault, over both transports: what breaks in process breaks the way it breaks over a socket.</summary>
public sealed class FaultTests : IAsyncDisposable
{
    private readonly SandboxAccount _account = new(new SandboxOptions { JobPolls = 0 });
    private readonly SandboxServer _server;

    public FaultTests() => _server = SandboxServer.Start(_account);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData(true), InlineData(false)]
    public async Task Every_nth_request_is_throttled_and_not_processed(bool overHttp)
    {
        using Caller caller = Open(overHttp, new SandboxFaults { ThrottleEvery = 3, RetryAfter = TimeSpan.FromSeconds(7) });
        var statuses = new List<HttpStatusCode>();
        for (int number = 0; number < 6; number++)
        {
            using HttpResponseMessage response = await SendAsync(caller);
            statuses.Add(response.StatusCode);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
            }
        }

        Assert.Equal([200, 200, 429, 200, 200, 429], statuses.Select(status => (int)status));
        Assert.Equal(4, _account.CountSends().Sends);
    }

    [Fact]
    public async Task Every_nth_request_is_the_nth_of_those_that_the_fault_is_for()
    {
        using Caller caller = Open(false, new SandboxFaults { ThrottleEvery = 2, PathPrefix = Caller.Send });
        var statuses = new List<int>();
        for (int number = 0; number < 4; number++)
        {
            await caller.SucceedAsync(Caller.ListPushes, Bodies.List());
            using HttpResponseMessage response = await SendAsync(caller);
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([200, 429, 200, 429], statuses);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Retry_after_can_be_a_date_and_the_status_503(bool overHttp)
    {
        using Caller caller = Open(
            overHttp,
            new SandboxFaults { ThrottleRate = 1, ThrottleStatus = 503, RetryAfter = TimeSpan.FromSeconds(90), RetryAfterAsDate = true });
        using HttpResponseMessage response = await SendAsync(caller);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        DateTimeOffset date = Assert.NotNull(response.Headers.RetryAfter?.Date);
        Assert.InRange(date - _account.UtcNow, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(91));
    }

    [Fact]
    public async Task Retry_after_can_be_missing()
    {
        using Caller caller = Open(false, new SandboxFaults { ThrottleRate = 1, RetryAfter = null });
        using HttpResponseMessage response = await SendAsync(caller);
        Assert.Null(response.Headers.RetryAfter);
    }

    [Theory]
    [InlineData(true, false), InlineData(true, true), InlineData(false, false), InlineData(false, true)]
    public async Task A_dropped_connection_looks_like_one(bool overHttp, bool afterProcessing)
    {
        using Caller caller = Open(
            overHttp,
            afterProcessing ? new SandboxFaults { DropAfterProcessingRate = 1 } : new SandboxFaults { DropBeforeProcessingRate = 1 });
        HttpRequestException failure = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(caller));
        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
        Assert.Equal(afterProcessing ? 1 : 0, _account.CountSends().Sends);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_truncated_answer_ends_too_early(bool overHttp)
    {
        using Caller caller = Open(overHttp, new SandboxFaults { TruncateRate = 1 });
        using HttpRequestMessage request = Request(Caller.Send);
        using HttpResponseMessage response = await caller.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Exception failure = await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Contains("ended prematurely", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, _account.CountSends().Sends);
    }

    [Theory]
    [InlineData(true, 502), InlineData(false, 502), InlineData(true, 200), InlineData(false, 200)]
    public async Task An_html_page_hides_what_was_processed(bool overHttp, int status)
    {
        using Caller caller = Open(overHttp, new SandboxFaults { HtmlRate = 1, HtmlStatus = status });
        using HttpResponseMessage response = await SendAsync(caller);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(1, _account.CountSends().Sends);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_server_error_is_json_and_nothing_was_processed(bool overHttp)
    {
        using Caller caller = Open(overHttp, new SandboxFaults { ServerErrorRate = 1 });
        using HttpResponseMessage response = await SendAsync(caller);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.False(JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation)).GetProperty("success").GetBoolean());
        Assert.Equal(0, _account.CountSends().Sends);
    }

    [Fact]
    public async Task A_rate_hits_its_share_and_the_same_requests_in_every_run()
    {
        async Task<string> RunAsync(int seed)
        {
            var one = new SandboxAccount(new SandboxOptions { Seed = seed, Faults = new SandboxFaults { ThrottleRate = 0.2 } });
            using var caller = Caller.InProcess(one);
            string hits = "";
            for (int number = 0; number < 300; number++)
            {
                using HttpResponseMessage response =
                    await caller.PostAsync(Caller.ListPushes, Caller.Sign(Caller.ListPushes, Bodies.List()));
                hits += response.IsSuccessStatusCode ? '.' : 'x';
            }

            return hits;
        }

        string first = await RunAsync(1);
        Assert.InRange(first.Count(hit => hit == 'x'), 40, 80);
        Assert.Equal(first, await RunAsync(1));
        Assert.NotEqual(first, await RunAsync(2));
    }

    [Fact]
    public async Task Faults_can_be_kept_to_some_paths_and_changed_while_running()
    {
        using Caller caller = Open(false, new SandboxFaults { PathPrefix = Caller.Send, ServerErrorRate = 1 });
        await caller.SucceedAsync(Caller.ListPushes, Bodies.List());
        using HttpResponseMessage response = await SendAsync(caller);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        _account.Faults = SandboxFaults.None;
        using HttpResponseMessage healed = await SendAsync(caller);
        Assert.Equal(HttpStatusCode.OK, healed.StatusCode);
    }

    [Fact]
    public async Task A_delay_follows_the_sandboxs_clock_and_can_be_cancelled()
    {
        var time = new FakeTimeProvider(TestClock.Start);
        var slow =
            new SandboxAccount(new SandboxOptions { TimeProvider = time, Faults = new SandboxFaults { Delay = TimeSpan.FromMinutes(1) } });
        using var caller = Caller.InProcess(slow);
        Task<JsonElement> answer = caller.SucceedAsync(Caller.ListPushes, Bodies.List());
        Assert.False(answer.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(1));
        await answer;

        using var enough = new CancellationTokenSource();
        using HttpRequestMessage request = Request(Caller.ListPushes);
        Task<HttpResponseMessage> cancelled = caller.Http.SendAsync(request, enough.Token);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Downloads_break_then_fail_then_work(bool overHttp)
    {
        using Caller caller = Open(overHttp, new SandboxFaults { BrokenDownloads = 1, FailedDownloads = 1 });
        string url = await FileUrlAsync(caller);
        using HttpResponseMessage broken = await caller.Http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal(HttpStatusCode.OK, broken.StatusCode);
        await using Stream stream = await broken.Content.ReadAsStreamAsync(Cancellation);
        var got = new MemoryStream();
        await Assert.ThrowsAnyAsync<IOException>(() => stream.CopyToAsync(got, Cancellation));
        using HttpResponseMessage failed = await caller.Http.GetAsync(url, Cancellation);
        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        byte[] whole = await caller.Http.GetByteArrayAsync(url, Cancellation);
        Assert.Equal(broken.Content.Headers.ContentLength, whole.Length);
        Assert.InRange(got.Length, 1, whole.Length / 2);
        Assert.Equal(whole[..(int)got.Length], got.ToArray());
    }

    [Theory, InlineData(403), InlineData(404), InlineData(410)]
    public async Task The_first_addresses_of_a_file_have_expired_already(int status)
    {
        using Caller caller = Open(false, new SandboxFaults { ExpiredFileUrls = 1, ExpiredStatus = status });
        long job = await StartJobAsync(caller);
        using HttpResponseMessage first = await caller.Http.GetAsync(await FileUrlAsync(caller, job), Cancellation);
        Assert.Equal(status, (int)first.StatusCode);
        using HttpResponseMessage second = await caller.Http.GetAsync(await FileUrlAsync(caller, job), Cancellation);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task A_file_itself_is_cut_in_half()
    {
        using var whole = Caller.InProcess(_account);
        byte[] file = await whole.Http.GetByteArrayAsync(await FileUrlAsync(whole), Cancellation);
        using Caller caller = Open(false, new SandboxFaults { TruncateFiles = true });
        Assert.Equal(file[..(file.Length / 2)], await caller.Http.GetByteArrayAsync(await FileUrlAsync(caller), Cancellation));
    }

    [Fact]
    public async Task A_file_is_cut_for_as_long_as_the_fault_lasts()
    {
        using Caller caller = Open(false, SandboxFaults.None);
        string url = await FileUrlAsync(caller);
        using HttpResponseMessage whole = await caller.Http.GetAsync(url, Cancellation);
        _account.Faults = new SandboxFaults { TruncateFiles = true };
        using HttpResponseMessage cut = await caller.Http.GetAsync(url, Cancellation);
        Assert.Equal(whole.Content.Headers.ContentLength / 2, cut.Content.Headers.ContentLength);
        Assert.NotEqual(whole.Headers.ETag, cut.Headers.ETag);
        _account.Faults = SandboxFaults.None;
        using HttpResponseMessage again = await caller.Http.GetAsync(url, Cancellation);
        Assert.Equal(await whole.Content.ReadAsByteArrayAsync(Cancellation), await again.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task A_file_host_may_know_no_ranges()
    {
        using Caller caller = Open(false, new SandboxFaults { IgnoreRanges = true });
        using var request =
            new HttpRequestMessage(HttpMethod.Get, await FileUrlAsync(caller)) { Headers = { Range = new RangeHeaderValue(5, null) } };
        using HttpResponseMessage whole = await caller.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Empty(whole.Headers.AcceptRanges);
        Assert.StartsWith("contactId,", await whole.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_never_ends_or_fails()
    {
        using Caller caller = Open(false, new SandboxFaults { JobsNeverEnd = true });
        long job = await StartJobAsync(caller);
        _account.Advance(TimeSpan.FromDays(365));
        JsonElement answer = await caller.SucceedAsync(Caller.Job, new() { ["jobId"] = job });
        Assert.False(answer.TryGetProperty("fileUrl", out _));
        _account.Faults = new SandboxFaults { JobsFail = true };
        Assert.Equal("Export failed", await caller.RefusedAsync(Caller.Job, new() { ["jobId"] = job }));
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private static async Task<long> StartJobAsync(Caller caller) =>
        (await caller.SucceedAsync(Caller.ExportConversation, new() { ["conversationId"] = 5816704 })).GetProperty("jobId").GetInt64();

    private static async Task<string> FileUrlAsync(Caller caller, long? job = null)
    {
        JsonElement answer = await caller.SucceedAsync(Caller.Job, new() { ["jobId"] = job ?? await StartJobAsync(caller) });
        return answer.GetProperty("fileUrl").GetString()!;
    }

    private Caller Open(bool overHttp, SandboxFaults faults)
    {
        _account.Faults = faults;
        return overHttp ? Caller.Over(_server) : Caller.InProcess(_account);
    }

    private JsonObject Body(string path) =>
        Caller.Sign(path, path == Caller.Send ? Bodies.Send(_account.Pushes[1].Id) : Bodies.List());

    private HttpRequestMessage Request(string path) =>
        new(HttpMethod.Post, path) { Content = new StringContent(Body(path).ToJsonString(), Encoding.UTF8, "application/json") };

    private async Task<HttpResponseMessage> SendAsync(Caller caller) => await caller.PostAsync(Caller.Send, Body(Caller.Send));
}
