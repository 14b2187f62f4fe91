using System.Globalization;

namespace SalesManagoMobile.Sandbox;

/// <summary>The documented CSV: nine columns, a missing time is the word <c>null</c>, lines end with a line feed.</summary>
internal static class CsvFormat
{
    private const string Header = "contactId,email,phone,name,platform,sentDate,displayedDate,clickedDate,dismissedDate";

    public static void Write(TextWriter writer, IEnumerable<ExportRow> rows)
    {
        writer.Write(Header);
        writer.Write('\n');
        foreach (ExportRow row in rows)
        {
            Field(writer, row.Contact.UserId);
            Field(writer, row.Contact.Email ?? "");
            Field(writer, row.Contact.Phone ?? "");
            Field(writer, row.Name);
            Field(writer, row.Platform);
            Time(writer, row.SentAt, ',');
            Time(writer, row.Reaction.Displayed, ',');
            Time(writer, row.Reaction.Clicked, ',');
            Time(writer, row.Reaction.Dismissed, '\n');
        }
    }

    private static void Field(TextWriter writer, string value)
    {
        if (value.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            writer.Write(value);
        }
        else
        {
            writer.Write('"');
            writer.Write(value.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }

        writer.Write(',');
    }

    private static void Time(TextWriter writer, long? time, char end)
    {
        writer.Write(time?.ToString(CultureInfo.InvariantCulture) ?? "null");
        writer.Write(end);
    }
}
