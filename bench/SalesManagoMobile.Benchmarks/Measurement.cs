using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;

namespace SalesManagoMobile.Benchmarks;

/// <summary>One run of one contender.</summary>
/// <param name="Items">How many pushes, rows, entries or callbacks.</param>
/// <param name="Seconds">Wall clock, without the start of the process.</param>
/// <param name="CpuSeconds">Processor time of the process in that span, both cores added.</param>
/// <param name="AllocatedBytes">Managed memory allocated in that span, ever collected or not.</param>
/// <param name="PeakKilobytes">The largest resident memory of the process so far; 0 where the system does not tell.</param>
internal sealed record Measurement(long Items, double Seconds, double CpuSeconds, long AllocatedBytes, long PeakKilobytes)
{
    /// <summary>The time within which 99 of 100 items were done; null where single items are not timed.</summary>
    public double? P99Milliseconds { get; init; }

    /// <summary>The size of the file that was written; null where none is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? FileBytes { get; init; }

    public double PerSecond => Items / Seconds;

    /// <summary>
    /// Does the work a few times before the time that counts, because the runtime compiles what runs often, in the background and in
    /// several steps; and as often again within it.
    /// </summary>
    public static async Task<Measurement> OfAsync(long items, int repeat, Func<Task> work)
    {
        for (int done = 0; done < repeat; done++)
        {
            await work();
            await Task.Delay(300);
        }

        GC.Collect();
        using var process = Process.GetCurrentProcess();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan cpu = process.TotalProcessorTime;
        long started = Stopwatch.GetTimestamp();
        for (int done = 0; done < repeat; done++)
        {
            await work();
        }

        return Since(started, cpu, allocated, items * repeat);
    }

    public static Measurement Since(long started, TimeSpan cpu, long allocated, long items)
    {
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        return new Measurement(
            items,
            seconds,
            (process.TotalProcessorTime - cpu).TotalSeconds,
            GC.GetTotalAllocatedBytes(precise: true) - allocated,
            PeakMemory());
    }

    /// <summary><c>VmHWM</c>: what the kernel remembers as the largest resident size of this process, in KiB.</summary>
    private static long PeakMemory()
    {
        const string Status = "/proc/self/status";
        string? line = File.Exists(Status)
            ? File.ReadLines(Status).FirstOrDefault(static one => one.StartsWith("VmHWM:", StringComparison.Ordinal))
            : null;
        return line is null
            ? 0
            : long.Parse(line.AsSpan(6).Trim().TrimEnd("kB").Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture);
    }
}
