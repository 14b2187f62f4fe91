namespace SalesManagoMobile.Client;

/// <summary>
/// Checks requests against the documented limits before anything is sent. Each problem names the field, the limit and the value's length;
/// an empty list means that the request may be sent.
/// </summary>
public static class RequestValidator
{
    public static IReadOnlyList<string> Check(ContactRequest request)
    {
        Problems problems = new();
        problems.RequireAtMost(nameof(request.PushRegistrationId), request.PushRegistrationId, Limits.PushRegistrationId);
        problems.RequireAtMost(nameof(request.ApplicationId), request.ApplicationId, Limits.Text);
        if (problems.Require(nameof(request.System), request.System) && !Fields.TryGetSystem(request.System, out _))
        {
            problems.Add(nameof(request.System), $"{Problems.Quoted(request.System)} must be ANDROID or IOS");
        }

        problems.AtMost(nameof(request.SystemVersion), request.SystemVersion, Limits.Text);
        problems.AtMost(nameof(request.DeviceModel), request.DeviceModel, Limits.Text);
        if (problems.Require(nameof(request.Email), request.Email))
        {
            problems.Email(nameof(request.Email), request.Email);
        }

        problems.AtMost(nameof(request.Phone), request.Phone, Limits.Text);
        if (request.Timezone is { } zone && !Fields.TryGetTimezone(zone, out _))
        {
            problems.Add(nameof(request.Timezone), TimeZoneNames.FromWindows(zone) is { } iana
                ? $"{Problems.Quoted(zone)} is a Windows name, the API takes IANA's, such as {iana}"
                : $"{Problems.Quoted(zone)} is not an IANA time zone, such as Europe/Madrid");
        }

        if (request.Locale is { } locale && !Fields.TryGetLocale(locale, out _))
        {
            problems.Add(nameof(request.Locale), $"{Problems.Quoted(locale)} is not a language and a country, such as es_ES");
        }

        return problems.Found;
    }

    public static IReadOnlyList<string> Check(PushRequest request)
    {
        if (request.Problem is { } problem)
        {
            return [problem];
        }

        Problems problems = new();
        CheckContent(problems, request.Content, request.Properties, batch: false);
        problems.RequireAtMost(nameof(request.ApplicationId), request.ApplicationId, Limits.Text);
        CheckRecipient(problems, request);
        return problems.Found;
    }

    public static IReadOnlyList<string> Check(BatchRequest request)
    {
        if (request.Problem is { } problemOfInput)
        {
            return [problemOfInput];
        }

        Problems problems = new();
        CheckContent(problems, request.Content, request.Properties, batch: true);
        problems.RequireAtMost(nameof(request.ApplicationId), request.ApplicationId, Limits.Text);
        if (request.Addressees.Count == 0)
        {
            problems.Add(nameof(request.Addressees), "at least one recipient is required");
        }

        foreach (Addressee addressee in request.Addressees)
        {
            if (AddresseePacker.Check(addressee) is { } problem)
            {
                problems.Add(nameof(request.Addressees), problem);
            }
        }

        return problems.Found;
    }

    public static IReadOnlyList<string> Check(HistoryRequest request)
    {
        Problems problems = new();
        if (string.IsNullOrWhiteSpace(request.Email) && string.IsNullOrWhiteSpace(request.UserId))
        {
            problems.Add("Email, UserId", "one of them is required");
        }

        problems.OptionalAtMost(nameof(request.UserId), request.UserId, Limits.Text);
        problems.Email(nameof(request.Email), request.Email);
        if (request.EntriesNumber is < 1 or > Limits.HistoryEntries)
        {
            problems.Add(nameof(request.EntriesNumber), $"is {request.EntriesNumber}, it must be 1 to {Limits.HistoryEntries}");
        }

        if (request.After > request.Before)
        {
            problems.Add(nameof(request.After), $"{request.After:u} is later than Before {request.Before:u}");
        }

        return problems.Found;
    }

    /// <summary>The error of a notification that no device would take.</summary>
    internal static string TooLarge(int bytes) => $"notification: is {bytes} bytes when rendered, the limit is {Limits.PayloadBytes}";

    internal static IReadOnlyList<string> CheckApplicationId(string? applicationId)
    {
        Problems problems = new();
        problems.RequireAtMost("ApplicationId", applicationId, Limits.Text);
        return problems.Found;
    }

    internal static IReadOnlyList<string> CheckPushId(string? pushId)
    {
        Problems problems = new();
        problems.PushId(pushId);

        return problems.Found;
    }

    internal static IReadOnlyList<string> CheckId(string field, long value)
    {
        Problems problems = new();
        if (value <= 0)
        {
            problems.Add(field, $"is {value}, it must be a positive number");
        }

        return problems.Found;
    }

    internal static IReadOnlyList<string> CheckExport(string? pushId, ExportRange range)
    {
        Problems problems = new();
        problems.PushId(pushId);

        long seconds = range.ToSeconds - range.FromSeconds;
        long limit = (long)Limits.ExportRange.TotalSeconds;
        if (seconds <= 0)
        {
            problems.Add(ExportRange.NotInOrder(range.From, range.To));
        }
        else if (seconds > limit)
        {
            problems.Add("After, Before", $"the range is {seconds} s long, the limit is {limit} s ({Limits.ExportRange.Days} days)");
        }

        return problems.Found;
    }

    private static void CheckContent(Problems problems, PushContent content, IReadOnlyDictionary<string, string>? properties, bool batch)
    {
        if (content is ExistingPush existing)
        {
            problems.PushId(existing.PushId);
        }
        else if (content is CustomPush custom)
        {
            CheckCustom(problems, custom, properties, batch);
        }

        problems.Properties(properties);
        int bytes = RenderedPush.Of(content, properties).PayloadBytes;
        if (bytes > Limits.PayloadBytes)
        {
            problems.Add(TooLarge(bytes));
        }
    }

    private static void CheckCustom(Problems problems, CustomPush push, IReadOnlyDictionary<string, string>? properties, bool batch)
    {
        problems.RequireAtMost(nameof(push.Title), push.Title, Limits.Title);
        if (!batch || problems.Require(nameof(push.Content), push.Content))
        {
            problems.AtMost(nameof(push.Content), push.Content, Limits.Content);
        }

        problems.RequireAtMost(nameof(push.Deeplink), push.Deeplink, Limits.Uri);
        if (!string.IsNullOrWhiteSpace(push.Deeplink) && !AllowsDeeplink(push, properties))
        {
            problems.Add(
                nameof(push.Deeplink), $"{Problems.Quoted(push.Deeplink)} is not an absolute URI such as https://example.com or myapp://shop");
        }

        if (!batch || problems.Require(nameof(push.ImageUrl), push.ImageUrl))
        {
            problems.ImageUrl(nameof(push.ImageUrl), push.ImageUrl);
        }

        problems.SoundName(nameof(push.SoundName), push.SoundName);
    }

    /// <summary>
    /// A deep link is an absolute URI of any scheme, once its placeholders are filled. Only the scheme counts, and for web addresses the
    /// host. The rest is the app's own: it may hold placeholders and their values, which no URI parser would pass. A link that begins with
    /// a placeholder unknown here cannot be judged here, and is allowed.
    /// </summary>
    private static bool AllowsDeeplink(CustomPush push, IReadOnlyDictionary<string, string>? properties)
    {
        PushText text = push.Parse(push.Deeplink);
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
        return !web || link[(colon + 1)..] is ['/', '/', not ('/' or '?' or '#' or ' '), ..];
    }

    private static void CheckRecipient(Problems problems, PushRequest request)
    {
        int given = (request.Email is null ? 0 : 1) + (request.ContactId is null ? 0 : 1) + (request.UserId is null ? 0 : 1);
        string found = given == 0 ? "none was" : $"{given} were";
        if (given != 1)
        {
            problems.Add("Email, ContactId, UserId", $"exactly one of them is required, {found} given");
        }

        problems.Email(nameof(request.Email), request.Email);
        problems.Uuid(nameof(request.ContactId), request.ContactId);
        problems.OptionalAtMost(nameof(request.UserId), request.UserId, Limits.Text);
    }
}
