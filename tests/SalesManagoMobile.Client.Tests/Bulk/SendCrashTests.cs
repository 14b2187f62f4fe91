using SalesManagoMobile.Drills;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>The crash drill, small: real processes, real kills, a real server on loopback.</summary>
public sealed class SendCrashTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sm-crash-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_sender_killed_again_and_again_sends_to_everybody_and_to_nobody_twice()
    {
        var drill = new SendCrashDrill("test", 500, 5, FaultWeather.Next, Senders.Library);

        DrillReport report = await drill.RunAsync(new DrillSettings(_folder.FullName, Seed: 11, Quick: false), Token);

        Assert.Empty(report.Broken);
    }

    [Fact]
    public async Task A_sender_of_batches_killed_again_and_again_sends_to_nobody_twice_however_it_packs_them()
    {
        var drill = new SendCrashDrill("test", 500, 5, FaultWeather.Next, Senders.Batches);

        DrillReport report = await drill.RunAsync(new DrillSettings(_folder.FullName, Seed: 12, Quick: false), Token);

        Assert.Empty(report.Broken);
    }

    [Fact]
    public async Task After_crashes_and_lost_answers_the_history_leaves_nobody_unknown_and_nobody_gets_it_twice()
    {
        var drill = new ResolveCrashDrill("test", 500, 5, Senders.Library, Senders.Resolve);

        DrillReport report = await drill.RunAsync(new DrillSettings(_folder.FullName, Seed: 13, Quick: false), Token);

        Assert.Empty(report.Broken);
    }

    [Fact]
    public async Task A_second_process_is_refused_the_journal_and_sends_nothing()
    {
        string path = Path.Combine(_folder.FullName, "send.journal");
        await using var held = SendJournal.Open(path);

        using ChildProcess second = Senders.Library(new Uri("http://127.0.0.1:9/"), path, 1, Clients.PushId);
        await second.WaitAsync(Token);

        Assert.Equal(SenderProcess.JournalRefused, second.ExitCode);
    }
}
