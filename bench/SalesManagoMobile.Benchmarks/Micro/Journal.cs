using BenchmarkDotNet.Attributes;
using SalesManagoMobile.Client;

namespace SalesManagoMobile.Benchmarks.Micro;

/// <summary>The journal: 32 sends in flight at once, each with its intent on the device before, and its outcome after.</summary>
public class Journal
{
    private const int InFlight = 32;

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private SendJournal? _journal;
    private ulong _next;

    [GlobalSetup]
    public void Setup() => _journal = SendJournal.Open(_path);

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _journal!.DisposeAsync();
        File.Delete(_path);
    }

    [Benchmark(Description = "intent flushed to the device and outcome, 32 at once", OperationsPerInvoke = InFlight)]
    public Task AppendAsync() => Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => SendAsync(NextId())));

    /// <summary>Identities are hashes: the journal counts on their bits being spread.</summary>
    private SendId NextId() => new(_next, ++_next * 0x9E3779B97F4A7C15);

    private async Task SendAsync(SendId id)
    {
        using JournalClaim claim = await _journal!.ClaimAsync([id], false, CancellationToken.None);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        await claim.BeginAsync(
            new JournalIntent(id, now, "send existing push", "bench_app", "00000000-0000-4000-8000-000000000001", "recipient@example.com"));
        claim.End(new JournalOutcome(id, now, SmSendStatus.Accepted, 1, null, null, null));
    }
}
