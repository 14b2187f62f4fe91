using System.Collections;

namespace SalesManagoMobile;

/// <summary>Completes IANA time zone names that this machine knows.</summary>
public sealed class TimezoneCompleter : SmCompleter
{
    private protected override IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters) =>
        from zone in TimeZoneInfo.GetSystemTimeZones()
        let name = zone.HasIanaId ? zone.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out string? iana) ? iana : null
        where name is not null
        group zone.DisplayName by name into sameName
        select KeyValuePair.Create(sameName.Key, sameName.First());
}
