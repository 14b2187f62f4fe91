using System.Diagnostics;
using SalesManagoMobile.Quickstart;

// dotnet run --project samples/Quickstart
// Runs the main job against an account that exists only in this process: in PowerShell when the machine has one,
// else, or with --library, through the client library.
string root = Checkout.FindRoot();
if (!args.Contains("--library"))
{
    if (PowerShellEngine.Find(root) is { } engine)
    {
        using Process process = Process.Start(engine.Start("-File", Path.Combine(root, "samples", "quickstart.ps1")))!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    Console.WriteLine(PowerShellEngine.NotFound + " The client library does the same:");
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
string report = Path.Combine(Path.GetTempPath(), "salesmanago-quickstart.html");
await new LibraryTour(Console.Out, Path.Combine(root, "samples", "contacts.csv"), report).RunAsync(stop.Token);
return 0;
