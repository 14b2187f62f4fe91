namespace SalesManagoMobile.Drills;

/// <summary>Every drill, in the order in which they run, and the parts of drills that run in a process of their own.</summary>
internal static class Drill
{
    /// <summary>The first argument of a process that a drill starts and kills; the second names the part.</summary>
    public const string ChildVerb = "child";

    public static IReadOnlyList<IDrill> All { get; } =
    [
        new SendCrashDrill("send-crash", 5_000, 25, null, Senders.Library),
        new SendCrashDrill("send-crash-faults", 5_000, 25, FaultWeather.Next, Senders.Library),
        new SendCrashDrill("send-crash-pwsh", 1_000, 20, FaultWeather.Next, Senders.PowerShell),
        new SendCrashDrill("send-crash-batch", 5_000, 25, FaultWeather.Next, Senders.Batches),
        new ShardsDrill(),
        new ResolveCrashDrill("send-crash-resolve", 5_000, 25, Senders.Library, Senders.Resolve),
        new ResolveCrashDrill("send-crash-resolve-batch", 5_000, 25, Senders.Batches, Senders.Resolve),
        new ResolveCrashDrill("send-crash-resolve-pwsh", 1_000, 20, Senders.PowerShell, Senders.ResolveInPowerShell),
        new ServerFaultsDrill(),
        new HostileAnswersDrill(),
        new JournalDamageDrill(),
        new JournalVanishesDrill(),
        new FullJournalDrill(),
        new FullSpoolDrill(),
        new FileSizeDrill(),
        new FullDownloadDrill(),
        new ClockJumpsDrill(),
        new FileLocksDrill(),
        new PollingDayDrill(),
        new DownloadCrashDrill(),
        new ReceiveCrashDrill("receive-crash", 40, Receivers.Library),
        new ReceiveCrashDrill("receive-crash-pwsh", 15, Receivers.PowerShell),
        new ForwardCrashDrill(),
        new ReceiveAttackDrill(),
        new ReceiveCrowdDrill(),
        new FewHandlesDrill(),
        new ReceiveFuzzDrill(),
        new ServiceDrill(),
        new ProxyDrill(),
    ];

    /// <summary>What a drill runs in another process, by name: gets the remaining arguments, returns the exit code.</summary>
    public static IReadOnlyDictionary<string, Func<string[], CancellationToken, Task<int>>> Children { get; } =
        new Dictionary<string, Func<string[], CancellationToken, Task<int>>>(StringComparer.Ordinal)
        {
            [SenderProcess.Name] = SenderProcess.RunAsync,
            [SenderProcess.BatchName] = SenderProcess.RunBatchesAsync,
            [ResolverProcess.Name] = ResolverProcess.RunAsync,
            [JournalHolder.Name] = JournalHolder.RunAsync,
            [DownloaderProcess.Name] = DownloaderProcess.RunAsync,
            [Crowd.Name] = Crowd.RunAsync,
            [ReceiverProcess.Name] = ReceiverProcess.RunAsync,
        };
}
