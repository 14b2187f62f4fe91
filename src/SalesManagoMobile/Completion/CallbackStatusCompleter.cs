using System.Collections;
using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile;

/// <summary>Completes the statuses that the platform documents for the chosen kinds of messages. Any other may be given, too.</summary>
public sealed class CallbackStatusCompleter : SmCompleter
{
    private protected override IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters)
    {
        object? chosen = boundParameters["Kind"] ?? boundParameters["Type"];
        return from kind in CallbackMaker.Kinds
               where chosen is null || $"{chosen}".Contains(kind.ToString(), StringComparison.OrdinalIgnoreCase)
               from status in MessageStatus.Known(kind)
               group kind by status into kinds
               select KeyValuePair.Create(kinds.Key, $"{MessageStatus.Outcome(kinds.Key)}; for {string.Join(", ", kinds)}");
    }
}
