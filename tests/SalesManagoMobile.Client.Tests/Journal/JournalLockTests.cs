using System.Diagnostics;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

public sealed class JournalLockTests
{
    [Fact]
    public async Task It_can_be_opened_again_at_once_while_the_process_starts_programs()
    {
        using var folder = new TemporaryFolder();
        using var enough = new CancellationTokenSource();
        var starting = Task.Run(() =>
        {
            while (!enough.IsCancellationRequested)
            {
                // Until it becomes another program, a child has all files of its parent open.
                using Process child = Process.Start(new ProcessStartInfo("hostname") { RedirectStandardOutput = true })!;
                child.WaitForExit();
            }
        }, CancellationToken.None);
        for (int i = 0; i < 500; i++)
        {
            await using var journal = SendJournal.Open(folder["a.journal"]);
        }

        await enough.CancelAsync();
        await starting;
    }
}
