using System.Globalization;
using System.Management.Automation;
using SalesManagoMobile.Client;
using SalesManagoMobile.Reporting;

namespace SalesManagoMobile;

/// <summary>Takes what is piped in for what it is: typed objects, or rows that have been through a CSV or JSON file.</summary>
/// <param name="statistics">What counts them.</param>
/// <param name="times">Reads times that come back as text.</param>
/// <param name="readGroups">Whether the Group column is wanted: looking for it costs more than counting a record.</param>
internal sealed class StatisticsInput(DeliveryStatistics statistics, TimeReader times, bool readGroups)
{
    private const string Group = "Group";

    /// <summary>Adds one object.</summary>
    /// <returns>Why it cannot be counted, or null.</returns>
    public string? Add(PSObject input)
    {
        switch (input.BaseObject)
        {
            case SmDeliveryRecord record:
                statistics.Add(record, readGroups ? Text(input, Group) : null);
                return null;
            case SmConversationStats stats:
                statistics.Add(stats);
                return null;
            case SmConversation { PushId: { } pushId } conversation:
                statistics.AddConversation(conversation.ConversationId, conversation.Name, pushId);
                return null;
            case SmPush { Id: { } id, Name: { } name }:
                statistics.AddPush(id, name);
                return null;
            default:
                return AddRow(input);
        }
    }

    private string? AddRow(PSObject row)
    {
        bool has(string name) => row.Properties[name] is not null;
        try
        {
            if (has("Sent") && Number(row, "ConversationId") is { } id)
            {
                statistics.Add(new SmConversationStats
                {
                    ConversationId = id,
                    Name = Text(row, "Name"),
                    Platform = Text(row, "Platform"),
                    SentDate = Date(row, "SentDate"),
                    Sent = Count(row, "Sent"),
                    Displayed = Count(row, "Displayed"),
                    Clicked = Count(row, "Clicked"),
                    Dismissed = Count(row, "Dismissed"),
                });
                return null;
            }

            if (has("SentDate") && has("ClickedDate"))
            {
                var record = new SmDeliveryRecord
                {
                    Name = Text(row, "Name"),
                    Platform = Text(row, "Platform"),
                    SentDate = Date(row, "SentDate"),
                    DisplayedDate = Date(row, "DisplayedDate"),
                    ClickedDate = Date(row, "ClickedDate"),
                    DismissedDate = Date(row, "DismissedDate"),
                };
                statistics.Add(record, readGroups ? Text(row, Group) : null);
                return null;
            }
        }
        catch (FormatException e)
        {
            return e.Message;
        }

        return $"A {row.BaseObject.GetType().Name} is neither statistics nor a delivery record. {FirstRow.Describe(row)}";
    }

    private static string? Text(PSObject row, string name) =>
        row.Properties[name]?.Value?.ToString() is { Length: > 0 } text && text != "null" ? text : null;

    private static long Count(PSObject row, string name) => Math.Max(0, Number(row, name) ?? 0);

    private static long? Number(PSObject row, string name) =>
        long.TryParse(Text(row, name), NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>A raw export writes Unix milliseconds, Export-Csv the way of its culture, JSON the way of ISO 8601.</summary>
    /// <exception cref="FormatException">The text cannot be read for certain.</exception>
    private DateTimeOffset? Date(PSObject row, string name) => Given.Value(row.Properties[name]?.Value) switch
    {
        DateTimeOffset date => date,
        DateTime { Kind: DateTimeKind.Unspecified } date => new DateTimeOffset(date, TimeSpan.Zero),
        DateTime date => date,
        _ => times.TryRead(Text(row, name), out DateTimeOffset? time, out string? problem)
            ? time
            : throw new FormatException($"{name} {problem}."),
    };
}
