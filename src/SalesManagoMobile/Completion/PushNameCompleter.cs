using System.Collections;

namespace SalesManagoMobile;

/// <summary>Completes names of pushes that the session has seen.</summary>
public sealed class PushNameCompleter : SmCompleter
{
    private protected override IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters) =>
        session?.Seen.PushNames ?? [];
}
