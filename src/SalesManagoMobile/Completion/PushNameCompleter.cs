using System.Collections;

namespace SalesManagoMobile;

/// <summary>Completes names of pushes, with the title as tooltip.</summary>
public sealed class PushNameCompleter : SmCompleter
{
    private protected override IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters)
    {
        if (session is null)
        {
            return [];
        }

        LookUp.ForPushes(session, boundParameters);
        return session.Seen.PushNames;
    }
}
