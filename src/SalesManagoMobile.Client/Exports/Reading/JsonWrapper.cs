using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>Tells an object that holds the list of rows, as an answer of the API does, from a row.</summary>
internal static class JsonWrapper
{
    /// <summary>Finds the list of rows in an object.</summary>
    /// <param name="text">The object, or as much of it as a row could have.</param>
    /// <returns>
    /// Where the list's bracket stands, and in how many objects; no place when the object is a row, which names a person or a time, or says
    /// that the request failed.
    /// </returns>
    public static (int? Start, int Depth) FindList(ReadOnlySpan<byte> text)
    {
        var json = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(JsonSplitter.Options));
        (int? Start, int Depth) found = (null, 0);
        bool isData = false;
        try
        {
            while (json.Read() && (json.TokenType != JsonTokenType.EndObject || json.CurrentDepth > 0))
            {
                if (json.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                bool data = json.ValueTextEquals("data"u8);
                if (json.CurrentDepth == 1 && SaysRow(json))
                {
                    return (null, 0);
                }

                if (!json.Read() || json.TokenType != JsonTokenType.StartArray)
                {
                    continue;
                }

                if ((found.Start is null || (data && !isData)) && HoldsRows(json, data))
                {
                    (found, isData) = (((int)json.TokenStartIndex, json.CurrentDepth), data);
                }

                if (!json.TrySkip())
                {
                    break;
                }
            }
        }
        catch (JsonException)
        {
            // What is wrong with the object is reported where it is read.
        }

        return found;
    }

    private static bool SaysRow(Utf8JsonReader name)
    {
        DeliveryColumn column = DeliveryColumns.Find(name.ValueSpan);
        bool success = name.ValueTextEquals("success"u8);
        return (column.IsDocumented() && column is not (DeliveryColumn.Name or DeliveryColumn.Platform))
            || (success
                && name.Read()
                && (name.TokenType == JsonTokenType.False || (name.TokenType == JsonTokenType.String && name.ValueTextEquals("false"u8))));
    }

    /// <summary>
    /// Whether a list holds rows: objects with a column of an export. One that is called data may also be empty or hold other objects.
    /// </summary>
    private static bool HoldsRows(Utf8JsonReader list, bool data)
    {
        if (!list.Read() || list.TokenType != JsonTokenType.StartObject)
        {
            return data && list.TokenType == JsonTokenType.EndArray;
        }

        int depth = list.CurrentDepth;
        while (!data && list.Read() && list.CurrentDepth > depth)
        {
            if (list.TokenType == JsonTokenType.PropertyName && DeliveryColumns.Find(list.ValueSpan).IsDocumented())
            {
                return true;
            }

            if (list.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && !list.TrySkip())
            {
                return false;
            }
        }

        return data;
    }
}
