using System.Collections;

namespace SalesManagoMobile;

/// <summary>Completes push ids, with name and title as tooltip; typing a part of the name finds the id.</summary>
public sealed class PushCompleter : SmCompleter
{
    private protected override IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters)
    {
        if (session is null)
        {
            return [];
        }

        if ((boundParameters["ApplicationId"] as string ?? session.ApplicationId) is { Length: > 0 } application)
        {
            session.LookUp.AskOnce($"pushes of {application}", async () =>
            {
                foreach (Client.SmPush push in await session.Client.ListPushesAsync(application, CancellationToken.None).ConfigureAwait(false))
                {
                    session.Seen.Push(push);
                }
            });
        }

        return session.Seen.Pushes;
    }
}
