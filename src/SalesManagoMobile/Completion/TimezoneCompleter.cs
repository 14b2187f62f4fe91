using System.Collections;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Completes IANA time zone names, on every machine the same.</summary>
public sealed class TimezoneCompleter : SmCompleter
{
    private protected override IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters) =>
        TimeZoneNames.Iana.Select(static name => KeyValuePair.Create(name, name));
}
