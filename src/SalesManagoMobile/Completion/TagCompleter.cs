using System.Collections;

namespace SalesManagoMobile;

/// <summary>Completes tags that this session has sent to.</summary>
public sealed class TagCompleter : SmCompleter
{
    private protected override IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters) =>
        session?.Seen.Tags ?? [];
}
