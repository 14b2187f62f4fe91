namespace SalesManagoMobile.Client;

/// <summary>A deep link is an absolute URI of any scheme, once its placeholders are filled.</summary>
internal static class DeeplinkRule
{
    /// <summary>
    /// Looks at the scheme, and for web addresses at the host. The rest is the app's own: it may hold placeholders and their values,
    /// which no URI parser would pass. A link that begins with a placeholder unknown here cannot be judged here, and is allowed.
    /// </summary>
    public static bool Allows(CustomPush push, IReadOnlyDictionary<string, string>? properties)
    {
        string source = push.Deeplink!;
        PushText text = push.Literal ? PushText.Literal(source) : PushText.Parse(source);
        string link = text.Render(properties);
        if (text.Placeholders.FirstOrDefault() is { } first
            && link.StartsWith(first.Source, StringComparison.Ordinal)
            && PushText.Value(first, properties) is null)
        {
            return true;
        }

        int colon = link.IndexOf(':', StringComparison.Ordinal);
        if (colon < 2 || !Uri.CheckSchemeName(link[..colon]) || colon == link.Length - 1)
        {
            return false;
        }

        string scheme = link[..colon];
        bool web = scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || scheme.Equals("https", StringComparison.OrdinalIgnoreCase);
        return !web || HasHost(link[(colon + 1)..]);
    }

    private static bool HasHost(string rest) =>
        rest.StartsWith("//", StringComparison.Ordinal) && rest.Length > 2 && rest[2] is not ('/' or '?' or '#' or ' ');
}
