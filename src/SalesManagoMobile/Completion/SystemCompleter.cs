using System.Collections;

namespace SalesManagoMobile;

/// <summary>Completes the operating systems that the API knows.</summary>
public sealed class SystemCompleter : SmCompleter
{
    private protected override IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters) =>
    [
        KeyValuePair.Create("ANDROID", "Android; the registration id is an FCM token"),
        KeyValuePair.Create("IOS", "iOS; the registration id is an APNs token"),
    ];
}
