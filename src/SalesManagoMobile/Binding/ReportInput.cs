using System.Globalization;
using System.Management.Automation;
using SalesManagoMobile.Client;
using SalesManagoMobile.Reporting;

namespace SalesManagoMobile;

/// <summary>Takes what is piped in for what it is: typed objects, or rows that have been through a CSV or JSON file.</summary>
internal static class ReportInput
{
    // The years 1 to 9999, in Unix milliseconds: what a date can hold.
    private const long Earliest = -62_135_596_800_000;
    private const long Latest = 253_402_300_799_999;

    /// <summary>Adds the object to the report.</summary>
    /// <returns>False when it is neither statistics nor a delivery record.</returns>
    public static bool TryAdd(ReportData data, PSObject input)
    {
        switch (input.BaseObject)
        {
            case SmConversationStats stats:
                data.Add(new ReportStatistics(
                    stats.ConversationId, stats.Name, stats.Platform, stats.SentDate,
                    new Funnel(stats.Sent ?? 0, stats.Displayed ?? 0, stats.Clicked ?? 0, stats.Dismissed ?? 0)));
                return true;
            case SmDeliveryRecord record:
                data.Add(
                    new ReportDelivery(
                        record.Name, record.Platform, record.SentDate, record.DisplayedDate, record.ClickedDate, record.DismissedDate));
                return true;
            default:
                return TryAddRow(data, input);
        }
    }

    private static bool TryAddRow(ReportData data, PSObject row)
    {
        if (row.Properties["Sent"] is not null && Number(row, "ConversationId") is { } id)
        {
            data.Add(new ReportStatistics(
                id, Text(row, "Name"), Text(row, "Platform"), Date(row, "SentDate"),
                new Funnel(
                    Number(row, "Sent") ?? 0, Number(row, "Displayed") ?? 0, Number(row, "Clicked") ?? 0, Number(row, "Dismissed") ?? 0)));
            return true;
        }

        if (row.Properties["SentDate"] is null || row.Properties["ClickedDate"] is null)
        {
            return false;
        }

        data.Add(new ReportDelivery(
            Text(row, "Name"), Text(row, "Platform"), Date(row, "SentDate"), Date(row, "DisplayedDate"), Date(row, "ClickedDate"),
            Date(row, "DismissedDate")));
        return true;
    }

    private static string? Text(PSObject row, string name) =>
        row.Properties[name]?.Value?.ToString() is { Length: > 0 } text && text != "null" ? text : null;

    private static long? Number(PSObject row, string name) =>
        long.TryParse(Text(row, name), NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>A raw export writes Unix milliseconds, Export-Csv the way of the user's culture, JSON the way of ISO 8601.</summary>
    private static DateTimeOffset? Date(PSObject row, string name) => row.Properties[name]?.Value switch
    {
        DateTimeOffset date => date,
        DateTime date => date,
        PSObject { BaseObject: DateTimeOffset date } => date,
        PSObject { BaseObject: DateTime date } => date,
        _ when Number(row, name) is >= Earliest and <= Latest and { } milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
        _ => Parse(Text(row, name)),
    };

    private static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.CurrentCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset date)
        || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out date)
            ? date
            : null;
}
