using System.Collections;

namespace SalesManagoMobile;

/// <summary>Completes conversation ids from what the session has seen, with name and date as tooltip.</summary>
public sealed class ConversationCompleter : SmCompleter
{
    private protected override IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters) =>
        session?.Seen.Conversations ?? [];
}
