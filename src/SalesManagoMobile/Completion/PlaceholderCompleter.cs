using System.Collections;
using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Completes the names of the placeholders of the push that is being sent: the columns that it asks for.</summary>
public sealed class PlaceholderCompleter : SmCompleter
{
    private protected override IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters)
    {
        object? given = Bound("PushId") ?? Bound("Id");
        var push = given as SmPush;
        if (push is null && session is not null && given is not null)
        {
            LookUp.ForPushes(session, boundParameters);
            push = session.Seen.PushOf($"{given}");
        }

        return PlaceholderNames.In(push?.Title, push?.Content, Bound("Title") as string, Bound("Content") as string, Bound("Deeplink") as string)
            .Select(name => KeyValuePair.Create(name, $"fills ${{{name}}}"));

        object? Bound(string name) => boundParameters[name] is PSObject wrapped ? wrapped.BaseObject : boundParameters[name];
    }
}
