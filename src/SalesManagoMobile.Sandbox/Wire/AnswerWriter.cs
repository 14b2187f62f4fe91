using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesManagoMobile.Sandbox;

/// <summary>Writes an answer as the documentation's samples show it, or with the slips asked for.</summary>
internal sealed class AnswerWriter : IDisposable
{
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> buffer = new(256);
    private readonly Utf8JsonWriter json;
    private readonly SandboxSlips slips;

    /// <summary>Begins an answer with its <c>success</c> and <c>message</c>.</summary>
    public AnswerWriter(SandboxSlips slips, bool success, params IReadOnlyList<string> messages)
    {
        this.slips = slips;
        json = new Utf8JsonWriter(buffer, Format);
        json.WriteStartObject();
        if (slips.HasFlag(SandboxSlips.SuccessAsString))
            json.WriteString("success", success ? "true" : "false");
        else
            json.WriteBoolean("success", success);
        WriteMessages(messages);
    }

    /// <summary>An answer that has nothing but <c>success</c> and <c>message</c>.</summary>
    public static SandboxReply Answer(SandboxSlips slips, bool success, params IReadOnlyList<string> messages)
    {
        using var answer = new AnswerWriter(slips, success, messages);
        return answer.Finish();
    }

    public void StartObject(string? name = null)
    {
        if (name is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(name);
    }

    public void EndObject() => json.WriteEndObject();

    public void StartArray(string name) => json.WriteStartArray(name);

    public void EndArray() => json.WriteEndArray();

    public void Text(string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
        else if (!slips.HasFlag(SandboxSlips.OmitNulls))
            json.WriteNull(name);
    }

    public void Flag(string name, bool value) => json.WriteBoolean(name, value);

    public void Number(string name, long? value)
    {
        if (value is not { } number)
            Text(name, null);
        else if (slips.HasFlag(SandboxSlips.NumbersAsStrings))
            json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
        else
            json.WriteNumber(name, number);
    }

    /// <summary>Ends the answer.</summary>
    public SandboxReply Finish()
    {
        json.WriteEndObject();
        json.Flush();
        return new SandboxReply { Body = buffer.WrittenMemory };
    }

    public void Dispose() => json.Dispose();

    private void WriteMessages(IReadOnlyList<string> messages)
    {
        if (slips.HasFlag(SandboxSlips.MessageAsNull) && messages.Count == 0)
        {
            json.WriteNull("message");
        }
        else if (slips.HasFlag(SandboxSlips.MessageAsString))
        {
            json.WriteString("message", string.Join("; ", messages));
        }
        else
        {
            json.WriteStartArray("message");
            foreach (var message in messages)
                json.WriteStringValue(message);
            json.WriteEndArray();
        }
    }
}
