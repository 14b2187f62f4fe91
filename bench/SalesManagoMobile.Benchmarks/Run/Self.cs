using System.Diagnostics;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>This program again: servers and contenders run in processes of their own.</summary>
internal static class Self
{
    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        string program = Environment.ProcessPath!;
        IEnumerable<string> host = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(Self).Assembly.Location] : [];
        return new ProcessStartInfo(program, [.. host, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true };
    }
}
