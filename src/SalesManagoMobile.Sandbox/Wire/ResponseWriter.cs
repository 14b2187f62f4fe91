using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesManagoMobile.Sandbox;

/// <summary>Writes an answer as the documentation's samples show it, or with the quirks asked for.</summary>
internal sealed class ResponseWriter : IDisposable
{
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new(256);
    private readonly Utf8JsonWriter _json;
    private readonly SandboxQuirks _quirks;

    /// <summary>Begins an answer with its <c>success</c> and <c>message</c>.</summary>
    public ResponseWriter(SandboxQuirks quirks, bool success, params IReadOnlyList<string> messages)
    {
        _quirks = quirks;
        _json = new Utf8JsonWriter(_buffer, Format);
        _json.WriteStartObject();
        if (quirks.HasFlag(SandboxQuirks.SuccessAsString))
        {
            _json.WriteString("success", success ? "true" : "false");
        }
        else
        {
            _json.WriteBoolean("success", success);
        }

        WriteMessages(messages);
    }

    /// <summary>An answer that has nothing but <c>success</c> and <c>message</c>.</summary>
    public static SandboxReply Create(SandboxQuirks quirks, bool success, params IReadOnlyList<string> messages)
    {
        using var response = new ResponseWriter(quirks, success, messages);
        return response.Finish();
    }

    public void StartObject(string? name = null)
    {
        if (name is null)
        {
            _json.WriteStartObject();
        }
        else
        {
            _json.WriteStartObject(name);
        }
    }

    public void EndObject() => _json.WriteEndObject();

    public void StartArray(string name) => _json.WriteStartArray(name);

    public void EndArray() => _json.WriteEndArray();

    public void Text(string name, string? value)
    {
        if (value is not null)
        {
            _json.WriteString(name, value);
        }
        else if (!_quirks.HasFlag(SandboxQuirks.OmitNulls))
        {
            _json.WriteNull(name);
        }
    }

    public void Flag(string name, bool value) => _json.WriteBoolean(name, value);

    public void Number(string name, long? value)
    {
        if (value is not { } number)
        {
            Text(name, null);
        }
        else if (_quirks.HasFlag(SandboxQuirks.NumbersAsStrings))
        {
            _json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            _json.WriteNumber(name, number);
        }
    }

    /// <summary>Ends the answer.</summary>
    public SandboxReply Finish()
    {
        _json.WriteEndObject();
        _json.Flush();
        return new SandboxReply { Body = _buffer.WrittenMemory };
    }

    public void Dispose() => _json.Dispose();

    private void WriteMessages(IReadOnlyList<string> messages)
    {
        if (_quirks.HasFlag(SandboxQuirks.MessageAsNull) && messages.Count == 0)
        {
            _json.WriteNull("message");
        }
        else if (_quirks.HasFlag(SandboxQuirks.MessageAsString))
        {
            _json.WriteString("message", string.Join("; ", messages));
        }
        else
        {
            _json.WriteStartArray("message");
            foreach (string message in messages)
            {
                _json.WriteStringValue(message);
            }

            _json.WriteEndArray();
        }
    }
}
