using System.Diagnostics;
using SalesManagoMobile.Engine;

// dotnet run --project samples/Quickstart
// Gets a PowerShell, builds the module, and runs samples/quickstart.ps1: the main job against an account that exists only in that process.
Console.WriteLine("Looking for PowerShell ...");
PowerShellEngine engine;
try
{
    engine = PowerShellEngine.Find(Console.WriteLine);
}
catch (InvalidOperationException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

Console.WriteLine("Building the module ...");
int built =
    await RunAsync(new ProcessStartInfo("dotnet", ["build", Repository.PathOf("src", "SalesManagoMobile"), "-v", "quiet", "-nologo"]));
if (built != 0)
{
    return built;
}

Console.WriteLine($"Running samples/quickstart.ps1 in {engine}:");
return await RunAsync(engine.Start("-File", Repository.PathOf("samples", "quickstart.ps1")));

static async Task<int> RunAsync(ProcessStartInfo start)
{
    using Process process = Process.Start(start)!;

    // Ctrl+C reaches the child, too: it ends as it must, and this program after it.
    Console.CancelKeyPress += static (_, pressed) => pressed.Cancel = true;
    await process.WaitForExitAsync();
    return process.ExitCode;
}
