using System.Collections;

namespace SalesManagoMobile;

/// <summary>Completes the names of the open sessions.</summary>
public sealed class SessionCompleter : SmCompleter
{
    private protected override IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters) =>
        CurrentSession.Open.Select(one => KeyValuePair.Create(
            one.Name, $"{one}{(one.ApplicationId is { } application ? $", application {application}" : "")}{(one.IsCurrent ? ", current" : "")}"));
}
