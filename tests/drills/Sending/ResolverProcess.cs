using System.Globalization;
using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>The command that looks up what a killed sender left as unknown, and gets killed as well.</summary>
internal static class ResolverProcess
{
    public const string Name = "resolver";

    /// <param name="args">Address of the server, path of the journal, settle time in seconds.</param>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        using var client = new SmClient(new SmClientOptions
        {
            MobileEndpoint = new Uri(args[0]),
            MobileCredential = SmCredential.Create(SandboxAccount.MobileClientId, SandboxAccount.MobileApiSecret),
            Timeout = TimeSpan.FromSeconds(10),
        });
        var resolver = new JournalResolver(client, new ResolveOptions
        {
            ClearMissing = true,
            Settle = TimeSpan.FromSeconds(int.Parse(args[2], CultureInfo.InvariantCulture)),
        });
        int sends = 0;
        await foreach (BulkOutcome<SmJournalEntry> _ in resolver.ResolveAsync(args[1], write: true, cancellationToken))
        {
            sends++;
        }

        Console.WriteLine(sends);
        return 0;
    }
}
