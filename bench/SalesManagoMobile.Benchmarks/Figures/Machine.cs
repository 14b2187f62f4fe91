using System.Globalization;
using System.Runtime.InteropServices;

namespace SalesManagoMobile.Benchmarks.Figures;

/// <summary>Where the figures come from: they mean nothing without it.</summary>
internal sealed record Machine(
    string Processor, int Cores, long MemoryGigabytes, string System, string Runtime, string Engine, string MeasuredOn)
{
    public static Machine This(string engine) => new(
        ProcessorName(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30),
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}",
        RuntimeInformation.FrameworkDescription,
        engine,
        DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static string ProcessorName()
    {
        const string File = "/proc/cpuinfo";
        string? line = global::System.IO.File.Exists(File)
            ? global::System.IO.File.ReadLines(File).FirstOrDefault(static one => one.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':') + 1)..].Trim();
    }
}
