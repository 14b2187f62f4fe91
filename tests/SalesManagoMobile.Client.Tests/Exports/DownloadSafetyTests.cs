using System.Net;
using System.Text;
using SalesManagoMobile.Durable;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>A download touches nobody else's file, follows nothing that is not safe, and saves nothing but exports.</summary>
public sealed class DownloadSafetyTests : IDisposable
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
    public async Task Files_and_links_of_others_are_not_touched()
    {
        File.WriteAllText(Target + ".part", "theirs");
        string elsewhere = _folder["elsewhere"];
        File.WriteAllText(elsewhere, "precious");
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(Target, elsewhere);
        }

        await DownloadAsync(new FileServer(_ => FileServer.Part(Content, 0)), overwrite: true);

        Assert.Equal("theirs", File.ReadAllText(Target + ".part"));
        Assert.Equal("precious", File.ReadAllText(elsewhere));
        Assert.Null(new FileInfo(Target).LinkTarget);
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Two_downloads_of_one_file_do_not_mix()
    {
        using var other = PartFile.Create(Target);
        other.Stream.Write(Newer);
        await DownloadAsync(new FileServer(_ => FileServer.Part(Content, 0)));
        await Assert.ThrowsAsync<IOException>(() => other.CommitAsync(Target, overwrite: false, TimeProvider.System, Token));
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Theory]
    [InlineData(19, true)]
    [InlineData(20, false)]
    public async Task A_virus_scanner_that_has_the_new_file_open_is_waited_for(int busy, bool moved)
    {
        int tries = 0;
        Task move = BusyFile.RetryAsync(
            () => _ = ++tries > busy ? true : throw new IOException("in use", unchecked((int)0x80070020)), _clock, Token);
        Assert.Equal(moved, await Record.ExceptionAsync(() => move) is null);
        Assert.Equal(20, tries);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><title>Sign in</title></html>", "Sign in")]
    [InlineData("User not authenticated", "User not authenticated")]
    public async Task A_login_page_with_status_200_is_never_saved(string page, string words)
    {
        FileServer Server() => new(_ => FileServer.Part(Encoding.UTF8.GetBytes(page), 0));
        using SmClient client = Client(Server());
        SmException failure = await Assert.ThrowsAsync<SmException>(() => DownloadAsync(Server()));
        SmException other = await Assert.ThrowsAsync<SmException>(
            () => new JobDownloader(client).ToFolderAsync(Job, _folder[""], overwrite: false, null, Token));
        Assert.Equal((SmFailureKind.DownloadFailed, SmFailureKind.DownloadFailed), (failure.Kind, other.Kind));
        Assert.EndsWith("is not an export: " + words, failure.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:text/csv,email")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://example.com/opens.csv")]
    [InlineData("//")]
    public async Task A_redirect_to_anything_but_https_is_a_clean_error(string location)
    {
        var server = new FileServer(_ => Redirect(location));
        SmException failure = await Assert.ThrowsAsync<SmException>(() => DownloadAsync(server));
        Assert.Equal(SmFailureKind.DownloadFailed, failure.Kind);
        Assert.Empty(_folder.Files);
        Assert.Single(server.Offsets);
    }

    [Fact]
    public async Task Redirects_are_followed_five_times()
    {
        await DownloadAsync(new FileServer([.. Enumerable.Repeat(Redirects, 5), _ => FileServer.Part(Content, 0)]));
        Assert.Equal(Content, File.ReadAllBytes(Target));
        SmException failure = await Assert.ThrowsAsync<SmException>(
            () => DownloadAsync(new FileServer([.. Enumerable.Repeat(Redirects, 6), _ => FileServer.Part(Content, 0)]), overwrite: true));
        Assert.Contains("more than 5 times", failure.Message, StringComparison.Ordinal);

        static HttpResponseMessage Redirects(System.Net.Http.Headers.RangeItemHeaderValue? range) => Redirect("../there/opens.csv");
    }

    [Fact]
    public async Task A_reason_phrase_brings_no_escape_sequence_to_the_screen()
    {
        var server = new FileServer(_ => new HttpResponseMessage(HttpStatusCode.BadRequest) { ReasonPhrase = "No\u001b[31m" });
        SmException failure = await Assert.ThrowsAsync<SmException>(() => DownloadAsync(server));
        Assert.DoesNotContain(failure.Message, char.IsControl);
    }

    private static HttpResponseMessage Redirect(string location)
    {
        var response = new HttpResponseMessage(HttpStatusCode.Found);
        response.Headers.TryAddWithoutValidation("Location", location);
        return response;
    }

    private SmClient Client(HttpMessageHandler handler) =>
        new(Clients.Options with { Handler = handler, TimeProvider = _clock, MaxRetry = 3 });

    private async Task DownloadAsync(HttpMessageHandler handler, bool overwrite = false)
    {
        using SmClient client = Client(handler);
        Assert.Equal(Target, await new JobDownloader(client).ToFileAsync(Job, Target, overwrite, null, Token));
    }
}
