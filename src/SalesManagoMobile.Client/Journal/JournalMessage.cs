namespace SalesManagoMobile.Client;

/// <summary>What the journal keeps of the server's words about a failure.</summary>
internal static class JournalMessage
{
    private const int MaxLength = 200;

    /// <summary>
    /// The server's messages, shortened; null when there are none, or when they repeat a text of the push: the journal holds none.
    /// </summary>
    public static string? From(SmException failure, PushContent? content)
    {
        if (failure.RawServerMessages.Count == 0)
        {
            return null;
        }

        string message = string.Join("; ", failure.RawServerMessages);
        if (content is CustomPush custom && TextsOf(custom).Any(text => message.Contains(text, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        return message.Length <= MaxLength ? message : string.Concat(message.AsSpan(0, MaxLength - 1), "…");
    }

    private static IEnumerable<string> TextsOf(CustomPush push) =>
        new[] { push.Title, push.Content, push.Deeplink, push.ImageUrl }.OfType<string>().Where(text => text.Length > 0);
}
