using System.Collections;

namespace SalesManagoMobile;

/// <summary>Completes push ids. The list shows name and title, and a part of the name finds the id.</summary>
public sealed class PushCompleter : SmCompleter
{
    private protected override bool ListsDescriptions => true;

    private protected override IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters)
    {
        if (session is null)
        {
            return [];
        }

        LookUp.ForPushes(session, boundParameters);
        return session.Seen.Pushes;
    }
}
