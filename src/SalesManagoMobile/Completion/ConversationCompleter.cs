using System.Collections;

namespace SalesManagoMobile;

/// <summary>Completes conversation ids from what the session has seen, listed by name and date.</summary>
public sealed class ConversationCompleter : SmCompleter
{
    private protected override bool ListsDescriptions => true;

    private protected override IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters) =>
        session?.Seen.Conversations ?? [];
}
