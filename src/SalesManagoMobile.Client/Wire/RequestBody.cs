using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>Writes a signed body: client id, API key and signature, then the fields of the operation.</summary>
internal static class RequestBody
{
    private const string Masked = "***";

    // The body goes to an API, never into HTML: letters of all languages stay readable.
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static ReadOnlyMemory<byte> Write(SmCredential credential, Action<Utf8JsonWriter> fields) =>
        Write(credential.ClientId, credential.ApiKey, credential.Signature, fields);

    /// <summary>The same body for people to read, without what must stay secret.</summary>
    public static string WriteMasked(SmCredential credential, Action<Utf8JsonWriter> fields) =>
        Encoding.UTF8.GetString(Write(credential.ClientId, Masked, Masked, fields).Span);

    private static ReadOnlyMemory<byte> Write(string clientId, string apiKey, string signature, Action<Utf8JsonWriter> fields)
    {
        ArrayBufferWriter<byte> buffer = new(512);
        using Utf8JsonWriter writer = new(buffer, WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("clientId"u8, clientId);
        writer.WriteString("apiKey"u8, apiKey);
        writer.WriteString("sha"u8, signature);
        fields(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
