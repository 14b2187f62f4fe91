using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>The cmdlets in runspaces of a host program: streams, errors, stop, and two runspaces at once.</summary>
public sealed class HostedCmdletTests
{
    private const string Connect = "Connect-SmAccount -Sandbox -PassThru";

    [Fact]
    public void A_request_is_one_verbose_line_without_a_secret()
    {
        using var host = new Host();
        host.Run(Connect);
        using PowerShell shell = host.Script("Get-SmPush -Verbose -Debug");
        shell.Invoke();
        VerboseRecord line = Assert.Single(shell.Streams.Verbose);
        Assert.Matches(@"^POST sandbox\.salesmanago\.com/api/mobile/push/list: 200 OK, \d+ ms; at most 8 in flight$", line.Message);
        string debug = string.Join('\n', shell.Streams.Debug);
        Assert.Contains("applicationId", debug, StringComparison.Ordinal);
        Assert.Contains("\"apiKey\":", debug, StringComparison.Ordinal);
        Assert.DoesNotMatch("\"(apiKey|sha)\":\"[0-9a-f]{32}", debug);
    }

    [Fact]
    public void A_failure_is_an_error_record_about_the_recipient_and_the_run_goes_on()
    {
        using var host = new Host();
        host.Run(Connect);
        using PowerShell shell = host.Script(
            "$id = (Get-SmPush -Name 'Win-back discount').Id; 'nobody@nowhere.example', 'name@example.com' | Send-SmPush -PushId $id");
        string[] results =
            [.. shell.Invoke().Select(static result => $"{result.Properties["Email"].Value} {result.Properties["Status"].Value}")];
        Assert.Equal(["nobody@nowhere.example Failed", "name@example.com Accepted"], results);
        ErrorRecord error = Assert.Single(shell.Streams.Error);
        Assert.StartsWith("RequestRejected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidResult, error.CategoryInfo.Category);
        Assert.Equal("nobody@nowhere.example", error.TargetObject.ToString());
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public async Task A_pipeline_that_hangs_in_a_request_stops_when_told()
    {
        using var host = new Host();
        host.Run("$sandbox = Start-SmSandbox -DelayMilliseconds 600000; $sandbox | Connect-SmAccount");
        using PowerShell shell = host.Script("Get-SmPush");
        Task<PSDataCollection<PSObject>> running = shell.InvokeAsync();
        Assert.False(running.IsCompleted);
        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<PipelineStoppedException>(() => running);
        host.Run("Stop-SmSandbox");
    }

    [Fact]
    public async Task Stopping_the_wait_for_a_job_leaves_its_id_on_the_screen()
    {
        var screen = new ScreenHost();
        using var host = new Host(screen);
        host.Run("$session = Start-SmSandbox -JobPolls 1000000 | Connect-SmAccount -PassThru");
        using PowerShell shell = host.Script(
            "$ids = (Get-SmPush | Get-SmConversation)[0..1].ConversationId; Start-SmExport -ConversationId $ids | Wait-SmJob");
        Task<PSDataCollection<PSObject>> running = shell.InvokeAsync();
        await screen.ProgressShown.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<PipelineStoppedException>(() => running);
        string[] jobs = [.. host.Run("(Get-SmJob).JobId").Select(static id => $"{id}")];
        Assert.Equal(2, jobs.Length);
        Assert.Contains(screen.Lines, line => line.EndsWith($"Wait-SmJob -JobId {string.Join(", ", jobs)}", StringComparison.Ordinal));
        host.Run("Stop-SmSandbox");
    }

    [Theory]
    [InlineData("", "The results are incomplete, so running it again may send twice; -JournalPath prevents that.")]
    [InlineData("-JournalPath $journal", "run the same command again, and it sends only what is missing.")]
    public async Task A_run_that_is_stopped_says_on_the_screen_what_became_of_it_and_how_to_go_on(string journal, string then)
    {
        var screen = new ScreenHost();
        using var host = new Host(screen);
        using var folder = new TemporaryFolder();
        host.Run("$sandbox = Start-SmSandbox -DelayMilliseconds 600000 -FaultPath /api/mobile/push/send");
        host.Run("$session = $sandbox | Connect-SmAccount -PassThru");
        using PowerShell shell = host.Script(
            $"1..20 | ForEach-Object {{ \"p$_@example.com\" }} | Send-SmPush a1b2c3d4-0000-4000-8000-000000000000 "
                + $"-ThrottleLimit 4 {journal}",
            ("journal", folder["stopped.journal"]));
        Task<PSDataCollection<PSObject>> running = shell.InvokeAsync();
        await screen.ProgressShown.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<PipelineStoppedException>(() => running);
        string line = Assert.Single(screen.Lines, line => line.StartsWith("Sending pushes ended early", StringComparison.Ordinal));
        Assert.Contains("0 accepted, 4 unknown, ", line, StringComparison.Ordinal);
        Assert.EndsWith(then, line, StringComparison.Ordinal);
        host.Run("Stop-SmSandbox");
    }

    [Fact]
    public void A_source_that_fails_leaves_a_line_on_the_screen_about_the_results_that_could_not_be_written()
    {
        var screen = new ScreenHost();
        using var host = new Host(screen);
        host.Run("$push = Connect-SmAccount -Sandbox -PassThru | ForEach-Object { Get-SmPush -Name 'Win-back discount' }");
        using PowerShell shell = host.Script(
            "'name@example.com', 'nobody@nowhere.example' | ForEach-Object { $_ } -End { throw 'the file ends' } | Send-SmPush $push");
        RuntimeException thrown = Assert.Throws<RuntimeException>(() => shell.Invoke());
        Assert.Equal("the file ends", thrown.Message);
        // What had become of each when the source failed is a matter of luck; that both are counted is not.
        string line = Assert.Single(screen.Lines, static line => line.StartsWith("Sending pushes ended early: ", StringComparison.Ordinal));
        MatchCollection counts = Regex.Matches(line.Split('.')[0], "([0-9]+) (accepted|failed|unknown|not tried)");
        Assert.Equal(2, counts.Sum(static count => int.Parse(count.Groups[1].Value, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Two_runspaces_with_a_session_each_do_not_disturb_each_other()
    {
        Task<string[]>[] runs = [.. Enumerable.Range(1, 2).Select(static seed => Task.Run(() => SendFrom(seed)))];
        string[][] histories = await Task.WhenAll(runs);
        Assert.All(histories, static history => Assert.Equal(20, history.Length));
    }

    private static string[] SendFrom(int seed)
    {
        using var host = new Host();
        IReadOnlyList<PSObject> results = host.Run(
            """
            $session = Connect-SmAccount -Sandbox -SandboxSeed $seed -PassThru
            $id = (Get-SmPush -Name 'Win-back discount' -Session $session).Id
            1..20 | ForEach-Object { [pscustomobject]@{ Email = 'name@example.com'; Properties = @{ number = $_ } } } |
                Send-SmPush -PushId $id -Session $session | Where-Object Status -eq Accepted
            """,
            ("seed", seed));
        return [.. results.Select(static result => (string)result.Properties["Email"].Value)];
    }
}
