using System.Collections;
using System.Globalization;

namespace SalesManagoMobile;

/// <summary>Completes locales as the API writes them: language, underscore, country.</summary>
public sealed class LocaleCompleter : SmCompleter
{
    private protected override IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters) =>
        from culture in CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        where culture.Name is { Length: 5 } name && name[2] == '-'
        select KeyValuePair.Create(culture.Name.Replace('-', '_'), culture.EnglishName);
}
