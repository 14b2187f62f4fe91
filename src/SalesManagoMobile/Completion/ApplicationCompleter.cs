using System.Collections;

namespace SalesManagoMobile;

/// <summary>Completes application ids from what the session has seen.</summary>
public sealed class ApplicationCompleter : SmCompleter
{
    private protected override IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters) =>
        session?.Seen.Applications ?? [];
}
