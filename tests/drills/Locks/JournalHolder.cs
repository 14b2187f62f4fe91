using SalesManagoMobile.Client;

namespace SalesManagoMobile.Drills;

/// <summary>A process that tries to take a journal, says whether it got it, and holds it until it is killed.</summary>
internal static class JournalHolder
{
    public const string Name = "journal-holder";
    public const string Got = "got it";
    public const string Refused = "refused";

    /// <param name="args">The journal's path.</param>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        try
        {
            await using var journal = SendJournal.Open(args[0]);
            Console.WriteLine(Got);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (SmException refusal) when (refusal.Kind == SmFailureKind.Journal)
        {
            Console.WriteLine(Refused);
        }

        return 0;
    }
}
