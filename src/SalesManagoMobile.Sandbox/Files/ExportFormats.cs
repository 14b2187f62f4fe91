using System.Globalization;
using System.Text.Json;

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

/// <summary>Exported rows as JSON objects with the names of the CSV columns.</summary>
internal static class JsonFormat
{
    // The writer buffers everything until it is flushed.
    private const int MaxPendingBytes = 65536;

    /// <summary>One array of all rows.</summary>
    public static void WriteArray(Stream stream, IEnumerable<ExportRow> rows)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartArray();
        foreach (ExportRow row in rows)
        {
            Write(json, row);
            if (json.BytesPending > MaxPendingBytes)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
    }

    /// <summary>One row a line.</summary>
    public static void WriteLines(Stream stream, IEnumerable<ExportRow> rows)
    {
        using var json = new Utf8JsonWriter(stream);
        foreach (ExportRow row in rows)
        {
            Write(json, row);
            json.Flush();
            stream.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    private static void Write(Utf8JsonWriter json, ExportRow row)
    {
        json.WriteStartObject();
        json.WriteString("contactId", row.Contact.UserId);
        json.WriteString("email", row.Contact.Email);
        json.WriteString("phone", row.Contact.Phone);
        json.WriteString("name", row.Name);
        json.WriteString("platform", row.Platform);
        Time(json, "sentDate", row.SentAt);
        Time(json, "displayedDate", row.Reaction.Displayed);
        Time(json, "clickedDate", row.Reaction.Clicked);
        Time(json, "dismissedDate", row.Reaction.Dismissed);
        json.WriteEndObject();
    }

    private static void Time(Utf8JsonWriter json, string name, long? time)
    {
        if (time is { } moment)
        {
            json.WriteNumber(name, moment);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
