using SalesManagoMobile.Client;

namespace SalesManagoMobile.Drills;

/// <summary>Several processes want one journal at the same moment; then the one that has it is killed.</summary>
internal sealed class FileLocksDrill : IDrill
{
    private const int Processes = 6;

    public string Name => "file-locks";

    public string Promise =>
        "One run at a time has a journal; others are refused before they send, readers are not; a killed run leaves no lock.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        int rounds = settings.Scale(10);
        string path = settings.PathOf("send.journal");
        int wrongWinners = 0, refused = 0, unreadable = 0, stuck = 0;
        for (int round = 0; round < rounds; round++)
        {
            ChildProcess[] holders = [.. Enumerable.Range(0, Processes).Select(_ => ChildProcess.Start(JournalHolder.Name, path))];
            try
            {
                string?[] answers = await Task.WhenAll(holders.Select(holder => holder.Output.ReadLineAsync(cancellationToken).AsTask()));
                wrongWinners += answers.Count(static answer => answer == JournalHolder.Got) == 1 ? 0 : 1;
                refused += answers.Count(static answer => answer == JournalHolder.Refused);
                unreadable += CanRead(path) ? 0 : 1;
                foreach (ChildProcess holder in holders.Where(static holder => !holder.HasExited))
                {
                    await holder.KillAsync(cancellationToken);
                }

                stuck += await CanOpenAsync(path) ? 0 : 1;
            }
            finally
            {
                foreach (ChildProcess holder in holders)
                {
                    holder.Dispose();
                }
            }
        }

        return new DrillReport()
            .Count("rounds", rounds).Count("processes each", Processes).Count("refused", refused).Count("locks left by the killed", stuck)
            .Expect(wrongWinners == 0, $"{wrongWinners} rounds with none or several holders")
            .Expect(refused == rounds * (Processes - 1), $"{refused} refusals")
            .Expect(unreadable == 0, $"{unreadable} times not readable while held")
            .Expect(stuck == 0, $"{stuck} locks outlived their holder");
    }

    private static bool CanRead(string path)
    {
        try
        {
            return !SendJournal.Read(path).Any();
        }
        catch (SmException)
        {
            return false;
        }
    }

    private static async Task<bool> CanOpenAsync(string path)
    {
        try
        {
            await using var journal = SendJournal.Open(path);
            return true;
        }
        catch (SmException)
        {
            return false;
        }
    }
}
