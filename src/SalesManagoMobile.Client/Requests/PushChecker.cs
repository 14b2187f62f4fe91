namespace SalesManagoMobile.Client;

/// <summary>Looks at a push without sending it.</summary>
public static class PushChecker
{
    /// <summary>Checks limits, renders what can be rendered here and measures it. Never fails: what is wrong is in the result.</summary>
    /// <param name="request">The push and its recipient.</param>
    /// <param name="push">
    /// The existing push as the account lists it. Without it the texts of an existing push are unknown here, and only its properties are
    /// looked at.
    /// </param>
    public static SmPushCheck Check(PushRequest request, SmPush? push = null)
    {
        var rendered = RenderedPush.Of(request.Content, request.Properties, push);
        List<string> errors = [.. RequestValidator.Check(request)];

        // Properties alone always fit, or the check above has said so: here the texts of the existing push come on top.
        if (errors.Count == 0 && rendered.PayloadBytes > Limits.PayloadBytes)
        {
            errors.Add(RequestValidator.TooLarge(rendered.PayloadBytes));
        }

        return new SmPushCheck
        {
            Email = request.Email,
            ContactId = request.ContactId,
            UserId = request.UserId,
            PushId = (request.Content as ExistingPush)?.PushId,
            ApplicationId = request.ApplicationId,
            IsValid = errors.Count == 0,
            PayloadBytes = rendered.PayloadBytes,
            Title = rendered.Title,
            Content = rendered.Content,
            Deeplink = rendered.Deeplink,
            Placeholders = Joined(", ", rendered.Placeholders.Select(found => NameOf(found.Placeholder)).Distinct()),
            Properties = PropertyText.From(request.Properties),
            Errors = Joined("; ", errors),
            Warnings = Joined("; ", Warnings(rendered, request.Properties)),
        };
    }

    private static IEnumerable<string> Warnings(RenderedPush push, IReadOnlyDictionary<string, string>? properties)
    {
        if (push.Title?.Length > Limits.RecommendedTitle)
        {
            yield return Long("Title", push.Title, Limits.RecommendedTitle);
        }

        if (push.Content?.Length > Limits.RecommendedContent)
        {
            yield return Long("Content", push.Content, Limits.RecommendedContent);
        }

        if (push.PayloadBytes is > Limits.SafePayloadBytes and <= Limits.PayloadBytes)
        {
            yield return $"notification: {push.PayloadBytes} bytes, the server adds to it and the limit is {Limits.PayloadBytes}";
        }

        foreach ((string field, Placeholder placeholder) in push.Placeholders.Distinct())
        {
            if (PushText.Value(placeholder, properties) is not null)
            {
                continue;
            }

            yield return placeholder.IsContactDetail
                ? $"{field}: {placeholder.Source} has no fallback for a contact without that detail"
                : $"{field}: {placeholder.Source} has neither a property nor a fallback";
        }
    }

    private static string Long(string field, string text, int recommended) =>
        $"{field}: {text.Length} characters when rendered, more than {recommended} may be cut on the device";

    private static string NameOf(Placeholder placeholder) => placeholder.IsContactDetail ? $"cst.{placeholder.Name}" : placeholder.Name;

    private static string? Joined(string separator, IEnumerable<string> parts) =>
        string.Join(separator, parts) is { Length: > 0 } text ? text : null;
}
