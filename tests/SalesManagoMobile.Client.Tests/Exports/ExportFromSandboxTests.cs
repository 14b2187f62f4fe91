using SalesManagoMobile.Sandbox;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>From a push to typed rows against the emulator, fault by fault.</summary>
public sealed class ExportFromSandboxTests : IDisposable
{
    private readonly TestClock _clock = new(skipBelow: TimeSpan.FromSeconds(61));
    private readonly TemporaryFolder _folder = new();
    private readonly List<SmClient> _clients = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _clients.ForEach(client => client.Dispose());
        _folder.Dispose();
    }

    [Theory]
    [InlineData(SandboxExportFormat.Documented)]
    [InlineData(SandboxExportFormat.Json)]
    [InlineData(SandboxExportFormat.JsonLines)]
    [InlineData(SandboxExportFormat.GzipCsv)]
    public async Task Every_format_gives_the_same_rows(SandboxExportFormat format)
    {
        IReadOnlyList<SmDeliveryRecord> expected = await ExportAsync(SandboxFaults.None, SandboxExportFormat.Documented);
        IReadOnlyList<SmDeliveryRecord> rows = await ExportAsync(SandboxFaults.None, format);

        Assert.NotEmpty(rows);
        Assert.Equal(expected.Select(Values), rows.Select(Values));
        Assert.Contains(rows, row => row.ClickedDate is not null);
        Assert.Contains(rows, row => row.ClickedDate is null);
    }

    [Fact]
    public async Task Expired_addresses_broken_downloads_and_a_server_in_trouble_change_nothing()
    {
        IReadOnlyList<SmDeliveryRecord> expected = await ExportAsync(SandboxFaults.None);
        var faults = new SandboxFaults { ExpiredFileUrls = 1, BrokenDownloads = 2, FailedDownloads = 2 };
        Assert.Equal(expected.Select(Values), (await ExportAsync(faults)).Select(Values));
    }

    [Fact]
    public async Task Addresses_that_always_expire_are_a_failure_that_leaves_nothing_behind()
    {
        (SmClient client, SmJob job, _) = await DoneJobAsync(new SandboxFaults { ExpiredFileUrls = 100 });
        SmException failure = await Assert.ThrowsAsync<SmException>(
            () => new JobDownloader(client).ToFolderAsync(job, _folder[""], overwrite: false, null, Token));
        Assert.Equal(SmFailureKind.DownloadFailed, failure.Kind);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task A_truncated_archive_is_told_as_such()
    {
        (SmClient client, SmJob job, _) = await DoneJobAsync(new SandboxFaults { TruncateFiles = true });
        await using FileStream file = await new JobDownloader(client).ToTemporaryAsync(job, null, Token);
        var result = ReadResult.Of(file, "job-123456");
        Assert.Empty(result.Rows);
        Assert.Contains("cut short", result.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_never_ends_is_not_ready_at_the_deadline()
    {
        (SmClient client, SmJob job) = await StartAsync(new SandboxFaults { JobsNeverEnd = true }, SandboxExportFormat.Documented);
        JobOutcome outcome = await WaitAsync(client, job);
        Assert.Equal(SmFailureKind.JobNotReady, outcome.Failure!.Kind);
        SmException failure = await Assert.ThrowsAsync<SmException>(() => new JobDownloader(client).ToTemporaryAsync(job, null, Token));
        Assert.Equal(SmFailureKind.JobNotReady, failure.Kind);
    }

    [Fact]
    public async Task A_job_that_fails_is_told_in_the_servers_words()
    {
        (SmClient client, SmJob job) = await StartAsync(new SandboxFaults { JobsFail = true }, SandboxExportFormat.Documented);
        JobOutcome outcome = await WaitAsync(client, job);
        Assert.Equal(SmFailureKind.JobFailed, outcome.Failure!.Kind);
        Assert.Contains("Export failed", outcome.Failure.Message, StringComparison.Ordinal);
        SmException failure = await Assert.ThrowsAsync<SmException>(() => new JobDownloader(client).ToTemporaryAsync(job, null, Token));
        Assert.Equal(SmFailureKind.JobFailed, failure.Kind);
    }

    [Fact]
    public async Task No_credential_ever_reaches_the_files_host()
    {
        (SmClient client, SmJob job, SandboxAccount account) =
            await DoneJobAsync(new SandboxFaults { ExpiredFileUrls = 1, BrokenDownloads = 1 });
        await using FileStream file = await new JobDownloader(client).ToTemporaryAsync(job, null, Token);
        Assert.Equal(0, account.FileRequestsWithCredentials);
    }

    private static object Values(SmDeliveryRecord row) =>
        (row.ContactId, row.Email, row.Phone, row.Name, row.Platform, row.SentDate, row.DisplayedDate, row.ClickedDate, row.DismissedDate);

    private async Task<IReadOnlyList<SmDeliveryRecord>> ExportAsync(
        SandboxFaults faults, SandboxExportFormat format = SandboxExportFormat.Documented)
    {
        (SmClient client, SmJob job, _) = await DoneJobAsync(faults, format);
        await using FileStream file = await new JobDownloader(client).ToTemporaryAsync(job, null, Token);
        return ReadResult.Of(file).Clean();
    }

    private async Task<(SmClient Client, SmJob Job, SandboxAccount Account)> DoneJobAsync(
        SandboxFaults faults, SandboxExportFormat format = SandboxExportFormat.Documented)
    {
        SandboxAccount? account = null;
        (SmClient client, SmJob job) = await StartAsync(faults, format, made => account = made);
        JobOutcome outcome = await WaitAsync(client, job);
        Assert.Null(outcome.Failure);
        return (client, outcome.Job, account!);
    }

    private async Task<JobOutcome> WaitAsync(SmClient client, SmJob job)
    {
        await foreach (JobOutcome outcome in new JobWaiter(client.GetJobAsync, _clock, new JobWaitOptions()).WaitAsync([job], null, Token))
        {
            return outcome;
        }

        throw new InvalidOperationException("No outcome.");
    }

    private async Task<(SmClient Client, SmJob Job)> StartAsync(
        SandboxFaults faults, SandboxExportFormat format, Action<SandboxAccount>? onAccount = null)
    {
        // The account's past is told from its clock, which must stand still for two exports to be the same.
        var account = new SandboxAccount(
            new SandboxOptions
            {
                TimeProvider = new TestClock(),
                Faults = faults,
                ExportFormat = format,
                FileUrlLifetime = TimeSpan.FromDays(1),
            });
        onAccount?.Invoke(account);
        var client = new SmClient(new SmClientOptions
        {
            Endpoint = new Uri("https://sandbox.salesmanago.com"),
            Credential = SmCredential.Create(SandboxAccount.ClientId, SandboxAccount.ApiSecret),
            MobileCredential = SmCredential.Create(SandboxAccount.MobileClientId, SandboxAccount.MobileApiSecret),
            Handler = account.CreateHandler(),
            TimeProvider = _clock,
            Seed = 1,
        });
        _clients.Add(client);
        SmPush push = (await client.ListPushesAsync(SandboxAccount.ApplicationId, Token))[0];
        DateTimeOffset now = account.UtcNow;
        return (client, await client.ExportPushAsync(push.Id!, now.AddDays(-30), now, Token));
    }
}
