using System.Text.Json;

namespace SalesManagoMobile.Sandbox;

/// <summary>Exported rows as JSON objects with the names of the CSV columns.</summary>
internal static class JsonFormat
{
    // The writer keeps all that it was given until it is told to let go of it.
    private const int LargestPending = 65536;

    /// <summary>One array of all rows.</summary>
    public static void WriteArray(Stream stream, IEnumerable<ExportRow> rows)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartArray();
        foreach (ExportRow row in rows)
        {
            Write(json, row);
            if (json.BytesPending > LargestPending)
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
