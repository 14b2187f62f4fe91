using System.Net;
using System.Text;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

public sealed class JobDownloaderTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(Archives.ManyRows(500));
    private static readonly byte[] Newer = Encoding.UTF8.GetBytes(Archives.ManyRows(400));
    private static readonly SmJob Job = new() { JobId = 5, FileUrl = new Uri(FileServer.Address) };
    private readonly TestClock _clock = new(skipBelow: TimeSpan.FromSeconds(31));
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Target => _folder["opens.csv"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_whole_file_arrives_under_its_own_name_and_nothing_else_does()
    {
        await DownloadAsync(new FileServer(_ => FileServer.Part(Content, 0)));
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Equal(["opens.csv"], _folder.Files);
    }

    [Fact]
    public async Task Only_the_owner_can_read_what_was_downloaded()
    {
        await DownloadAsync(new FileServer(_ => FileServer.Part(Content, 0)));

        // Windows has no file mode: permissions come from the folder.
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
        }
    }

    [Fact]
    public async Task A_download_that_broke_off_goes_on_where_it_was()
    {
        var server = new FileServer(
            _ => FileServer.Part(Content, 0, breaksAfter: 1000),
            range => FileServer.Part(Content, range!.From!.Value, breaksAfter: 500),
            range => FileServer.Part(Content, range!.From!.Value));
        await DownloadAsync(server);
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Equal([0, 1000, 1500], server.Offsets);
    }

    [Fact]
    public async Task A_server_that_cannot_go_on_is_asked_for_all_of_it()
    {
        var server = new FileServer(_ => FileServer.Part(Content, 0, breaksAfter: 1000), _ => FileServer.Part(Content, 0));
        await DownloadAsync(server);
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Equal([0, 1000], server.Offsets);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("W/\"v1\"")]
    public async Task Parts_are_not_joined_without_proof_that_they_are_of_one_file(string? tag)
    {
        var server = new FileServer(_ => FileServer.Part(Content, 0, tag, breaksAfter: 1000), _ => FileServer.Part(Newer, 0, tag));
        await DownloadAsync(server);
        Assert.Equal(Newer, File.ReadAllBytes(Target));
        Assert.Equal([0, 0], server.Offsets);
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_is_begun_again()
    {
        var server = new FileServer(
            _ => FileServer.Part(Content, 0, breaksAfter: 1000),
            range => FileServer.Part(Newer, range?.From ?? 0, "\"v2\""),
            range => FileServer.Part(Newer, range?.From ?? 0, "\"v2\""));
        await DownloadAsync(server);
        Assert.Equal(Newer, File.ReadAllBytes(Target));
        Assert.Equal([0, 1000, 0], server.Offsets);
    }

    [Fact]
    public async Task An_answer_that_ends_early_is_not_taken_for_whole()
    {
        static HttpResponseMessage Short()
        {
            HttpResponseMessage answer = FileServer.Part(Content, 0);
            answer.Content = new ByteArrayContent(Content[..100]) { Headers = { ContentLength = Content.Length } };
            return answer;
        }

        var server = new FileServer(_ => Short(), range => FileServer.Part(Content, range!.From!.Value));
        await DownloadAsync(server);
        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Equal([0, 100], server.Offsets);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Gone)]
    public async Task An_expired_address_is_replaced_by_one_fresh_one(HttpStatusCode status)
    {
        var server = new FileServer(_ => new HttpResponseMessage(status), _ => FileServer.Part(Content, 0));
        await DownloadAsync(server);
        Assert.Equal(1, server.Questions);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_fresh_address_that_is_refused_too_is_a_failure()
    {
        var server = new FileServer(_ => new HttpResponseMessage(HttpStatusCode.Forbidden));
        SmException failure = await Assert.ThrowsAsync<SmException>(() => DownloadAsync(server));
        Assert.Equal(SmFailureKind.DownloadFailed, failure.Kind);
        Assert.Contains("403", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Questions);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task An_address_may_expire_again_between_two_halves()
    {
        var server = new FileServer(
            _ => new HttpResponseMessage(HttpStatusCode.Forbidden),
            _ => FileServer.Part(Content, 0, breaksAfter: 1000),
            _ => new HttpResponseMessage(HttpStatusCode.Forbidden),
            range => FileServer.Part(Content, range!.From!.Value));
        await DownloadAsync(server);
        Assert.Equal(2, server.Questions);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_server_in_trouble_is_given_time_and_not_for_ever()
    {
        var server = new FileServer(_ => new HttpResponseMessage(HttpStatusCode.InternalServerError));
        SmException failure = await Assert.ThrowsAsync<SmException>(() => DownloadAsync(server));
        Assert.Contains("500", failure.Message, StringComparison.Ordinal);
        Assert.Equal(4, server.Offsets.Count);
        Assert.Equal(3, _clock.Waits.Count);
        Assert.True(_clock.Waits.Zip(_clock.Waits.Skip(1)).All(pair => pair.Second > pair.First), "The waits must grow.");
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task A_silent_connection_is_given_up_and_tried_again()
    {
        var silent = new TaskCompletionSource();
        var server = new FileServer(
            _ => new HttpResponseMessage { Content = new StreamContent(new SilentStream(silent)) },
            _ => FileServer.Part(Content, 0));
        Task download = DownloadAsync(server);
        await silent.Task.WaitAsync(Token);
        _clock.Advance(TimeSpan.FromSeconds(101));
        await download;
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_cancelled_download_leaves_nothing_behind()
    {
        using var cancel = new CancellationTokenSource();
        var silent = new TaskCompletionSource();
        var server = new FileServer(_ => new HttpResponseMessage { Content = new StreamContent(new SilentStream(silent)) });
        using SmClient client = Client(server);
        Task download = new JobDownloader(client).ToFileAsync(Job, Target, overwrite: false, null, cancel.Token);
        await silent.Task.WaitAsync(Token);
        Assert.Matches(@"^opens\.csv\.[0-9a-f]{16}\.part$", Assert.Single(_folder.Files));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => download);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task A_file_that_exists_is_replaced_only_when_asked_for()
    {
        File.WriteAllText(Target, "old");
        var server = new FileServer(_ => FileServer.Part(Content, 0));
        SmException failure = await Assert.ThrowsAsync<SmException>(() => DownloadAsync(server));
        Assert.Equal(SmFailureKind.FileWriteFailed, failure.Kind);
        Assert.Contains("exists already", failure.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Empty(server.Offsets);

        await DownloadAsync(server, overwrite: true);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Theory]
    [InlineData("email\na@b.pl\n", ".csv")]
    [InlineData("[]", ".json")]
    public async Task In_a_folder_the_name_says_job_and_content(string content, string extension)
    {
        using SmClient client = Client(new FileServer(_ => FileServer.Part(Encoding.UTF8.GetBytes(content), 0)));
        string path = await new JobDownloader(client).ToFolderAsync(Job, _folder[""], overwrite: false, null, Token);
        Assert.Equal(_folder["job-5" + extension], path);
        Assert.Equal(content, File.ReadAllText(path));
        Assert.Equal(["job-5" + extension], _folder.Files);
    }

    [Fact]
    public async Task Progress_is_told_in_bytes_and_begins_again_with_the_download()
    {
        var seen = new List<DownloadProgress>();
        using SmClient client = Client(
            new FileServer(_ => FileServer.Part(Content, 0, tag: null, breaksAfter: 1000), _ => FileServer.Part(Content, 0, tag: null)));
        await new JobDownloader(client).ToFileAsync(Job, Target, overwrite: false, seen.Add, Token);
        Assert.Equal([0, 1000, 0, Content.Length], seen.Select(one => one.Received));
        Assert.All(seen, one => Assert.Equal(Content.Length, one.Total));
    }

    [Fact]
    public async Task A_temporary_file_has_no_name_left_to_find()
    {
        using SmClient client = Client(new FileServer(_ => FileServer.Part(Content, 0)));
        await using FileStream file = await new JobDownloader(client).ToTemporaryAsync(Job, null, Token);
        Assert.Equal(Content.Length, file.Length);
        Assert.Equal(0, file.Position);
        Assert.True(OperatingSystem.IsWindows() || !File.Exists(file.Name));
    }

    private SmClient Client(HttpMessageHandler handler) =>
        new(Clients.Options with { Handler = handler, TimeProvider = _clock, MaxRetry = 3 });

    private async Task DownloadAsync(HttpMessageHandler handler, bool overwrite = false)
    {
        using SmClient client = Client(handler);
        Assert.Equal(Target, await new JobDownloader(client).ToFileAsync(Job, Target, overwrite, null, Token));
    }

    /// <summary>A body that never comes.</summary>
    private sealed class SilentStream(TaskCompletionSource asked) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
