using System.Globalization;
using System.Management.Automation;
using SalesManagoMobile.Callbacks;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// How the format files show values. Colours are escape sequences that PowerShell removes where the host does not want them
/// (<c>$PSStyle.OutputRendering</c>, <c>NO_COLOR</c>, redirected output).
/// </summary>
public static class ViewText
{
    private const string Green = "\e[32m";
    private const string Yellow = "\e[33m";
    private const string Red = "\e[31m";
    private const string Dim = "\e[2m";
    private const string Reset = "\e[0m";
    private const string Eighths = " ▏▎▍▌▋▊▉█";
    private const int BarCells = 4;

    /// <summary>A point in time as the user's clock shows it; nothing when there is none.</summary>
    public static string Local(DateTimeOffset? time) =>
        time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A point in time to the minute, as the user's clock shows it.</summary>
    public static string LocalMinute(DateTimeOffset? time) =>
        time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A point in time to the minute, as the user's clock shows it, with its offset: for what is about to be done.</summary>
    public static string WithOffset(DateTimeOffset? time) =>
        time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A share as percentage with a small bar.</summary>
    /// <param name="share">Between 0 and 1; null when there was nothing to divide by.</param>
    public static string Rate(double? share)
    {
        if (share is not { } value)
        {
            return "-";
        }

        int filled = (int)Math.Round(Math.Clamp(value, 0, 1) * BarCells * 8);
        string bar = new string('█', filled / 8) + (filled % 8 == 0 ? "" : Eighths[filled % 8]);
        return $"{Percent(value),6} {Dim}{bar}{Reset}";
    }

    /// <summary>A share as percentage.</summary>
    public static string Percent(double? share) =>
        share is { } value ? (value * 100).ToString("0.0", CultureInfo.CurrentCulture) + "%" : "";

    /// <summary>An interval of shares as percentages; nothing when there is none.</summary>
    public static string Interval(double? low, double? high) => low is null || high is null ? "" : $"{Percent(low)} – {Percent(high)}";

    /// <summary>A number with the separators of the user's language.</summary>
    public static string Count(long? number) => number?.ToString("N0", CultureInfo.CurrentCulture) ?? "";

    /// <summary>How far a push came with a person.</summary>
    public static string State(SmPushHistoryEntry entry) => entry switch
    {
        { ClickedDate: not null } => Coloured("Clicked", Green),
        { DismissedDate: not null } => Coloured("Dismissed", Yellow),
        { DisplayedDate: not null } => "Displayed",
        { Read: true } => "Read",
        _ => "Sent",
    };

    /// <summary>A span in the unit that suits it: milliseconds, seconds or minutes.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => $"{span.TotalMilliseconds:0} ms",
        { TotalMinutes: < 1 } => $"{span.TotalSeconds:0.0} s",
        { TotalHours: < 1 } => $"{span:m\\:ss} min",
        _ => $"{Math.Floor(span.TotalHours):0}:{span:mm\\:ss} h",
    };

    /// <summary>What became of a send, in the colour of good, doubtful or bad.</summary>
    public static string Status(SmSendStatus status) => Coloured(status.ToString(), status switch
    {
        SmSendStatus.Accepted => Green,
        SmSendStatus.Skipped => Dim,
        SmSendStatus.Unknown => Yellow,
        _ => Red,
    });

    /// <summary>How a host answered, in the colour of good, doubtful or bad.</summary>
    public static string Status(SmAccountStatus status) => Coloured(status.ToString(), status switch
    {
        SmAccountStatus.Ready => Green,
        SmAccountStatus.NotConfigured => Dim,
        _ => Red,
    });

    /// <summary>Where a job stands, in the colour of good or bad.</summary>
    public static string Status(SmJobStatus status) => status switch
    {
        SmJobStatus.Done => Coloured("Done", Green),
        SmJobStatus.Failed => Coloured("Failed", Red),
        _ => status.ToString(),
    };

    /// <summary>Whether something holds, in the colour of good or bad.</summary>
    public static string YesNo(bool value) => value ? Coloured("yes", Green) : Coloured("no", Red);

    /// <summary>How full the notification is: yellow near its limit, red above.</summary>
    public static string Size(int bytes, int limit)
    {
        string text = string.Create(CultureInfo.CurrentCulture, $"{bytes:N0} of {limit:N0}");
        return bytes > limit ? Coloured(text, Red) : bytes > limit * 7 / 8 ? Coloured(text, Yellow) : text;
    }

    /// <summary>Text from outside, safe for a terminal: see <see cref="SafeText.ForScreen"/>.</summary>
    public static string Safe(object? value) => SafeText.ForScreen(value?.ToString());

    /// <summary>The fields of a response, one a line; what a field holds inside is JSON.</summary>
    public static string Fields(PSObject response)
    {
        int width = response.Properties.Select(field => Safe(field.Name).Length).DefaultIfEmpty().Max();
        return string.Join('\n', response.Properties.Select(field =>
        {
            object? value = field.Value is PSObject or object[]? ObjectJson.Value(field.Value) : field.Value;
            return $"{Safe(field.Name).PadRight(width)} : {Safe(value)}";
        }));
    }

    /// <summary>The first of some texts that is not empty, safe for a terminal.</summary>
    public static string FirstOf(params string?[] texts) => Safe(texts.FirstOrDefault(text => !string.IsNullOrEmpty(text)));

    /// <summary>How many people and tags a mass request names.</summary>
    public static string Recipients(SmBatchResult result)
    {
        string people = Count(result.Recipients - result.Tags);
        string tags = string.Create(CultureInfo.CurrentCulture, $"{result.Tags:N0} {(result.Tags == 1 ? "tag" : "tags")}");
        return result.Tags == 0 ? people : result.Tags == result.Recipients ? tags : $"{people} + {tags}";
    }

    /// <summary>What a callback reports, in the colour of delivered or failed.</summary>
    public static string Event(SmCallback callback)
    {
        SmMessageOutcome? outcome = (callback as SmMessageCallback)?.Outcome ?? (callback as SmDeliveryReportCallback)?.Outcome;
        string text = Safe(callback.Event);
        return outcome switch
        {
            SmMessageOutcome.Delivered => Coloured(text, Green),
            SmMessageOutcome.Failed => Coloured(text, Red),
            _ => text,
        };
    }

    /// <summary>The status code that a receiver answered with, in the colour of good or bad.</summary>
    public static string Status(SmCallbackDelivery delivery) => Coloured(
        delivery.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "-", delivery.IsAccepted ? Green : Red);

    private static string Coloured(string text, string colour) => colour + text + Reset;
}
