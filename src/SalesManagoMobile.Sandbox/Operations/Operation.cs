using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace SalesManagoMobile.Sandbox;

/// <summary>One endpoint: where it is, whose credentials it wants, and what answers it.</summary>
/// <param name="Path">The path on its host.</param>
/// <param name="IsMobileHost">Whether it belongs to the mobile host rather than the account's own.</param>
/// <param name="Read">
/// Reads a request whose signature is good, and says how to respond to it. That runs when no field had a problem, and with the state locked.
/// </param>
internal sealed record Operation(
    string Path, bool IsMobileHost, Func<RequestReader, OperationContext, Func<SandboxState, SandboxReply>> Read)
{
    /// <summary>Every documented endpoint by path.</summary>
    public static IReadOnlyDictionary<string, Operation> All { get; } = new Operation[]
    {
        new("/api/contact/create", true, ContactOperations.Create),
        new("/api/mobile/push/list", false, PushOperations.List),
        new("/api/mobile/push/send", false, PushOperations.Send),
        new("/api/mobile/push/sendCustom", false, PushOperations.SendCustom),
        new("/api/mobile/push/sendMass", false, BatchOperations.Send),
        new("/api/mobile/push/sendMassCustom", false, BatchOperations.SendCustom),
        new("/api/v2/push/history", true, HistoryOperations.List),
        new("/api/push/conversation/list", true, ConversationOperations.List),
        new("/api/push/conversation/stats", true, ConversationOperations.Statistics),
        new("/api/push/conversation/data", true, ExportOperations.OfConversation),
        new("/api/push/conversation/data/export", true, ExportOperations.OfPush),
        new("/api/job/status", true, ExportOperations.Status),
    }.ToDictionary(operation => operation.Path, StringComparer.Ordinal);

    /// <summary>Checks the form and the signature of a request, and handles it.</summary>
    public SandboxReply Process(SandboxState state, in SandboxRequest request, SandboxFaults faults)
    {
        if (request.Method != "POST")
        {
            return SandboxReply.Text(405, "Method not allowed");
        }

        if (!IsJson(request.ContentType))
        {
            return SandboxReply.Text(415, "The content type must be application/json; charset=utf-8");
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(request.Body);
        }
        catch (JsonException)
        {
            return ResponseWriter.Create(state.Options.Quirks, false, "The body is not JSON") with { Status = 400 };
        }

        using (document)
        {
            JsonElement root = document.RootElement;
            if (!UnicodeCheck.IsText(request.Body.Span, root))
            {
                return ResponseWriter.Create(state.Options.Quirks, false, "The body holds text that is not Unicode") with { Status = 400 };
            }

            if (root.ValueKind != JsonValueKind.Object
                || !Signature.IsGood(IsMobileHost, Text(root, "clientId"), Text(root, "apiKey"), Text(root, "sha")))
            {
                return SandboxReply.Text(401, "User not authenticated");
            }

            var reader = new RequestReader(root, state.Options.Quirks);
            var context = new OperationContext(state.Options.Quirks, faults, request.Origin);
            Func<SandboxState, SandboxReply> respond = Read(reader, context);
            if (reader.Problems.Count > 0)
            {
                return context.Refuse(reader.Problems);
            }

            lock (state.Gate)
            {
                return respond(state);
            }
        }
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
        && string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
        && (type.CharSet is not { } charset || string.Equals(charset.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase));

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>What an endpoint works on.</summary>
internal sealed record OperationContext(SandboxQuirks Quirks, SandboxFaults Faults, Uri Origin)
{
    public SandboxReply Succeed(params IReadOnlyList<string> messages) => ResponseWriter.Create(Quirks, true, messages);

    public SandboxReply Refuse(params IReadOnlyList<string> messages) => ResponseWriter.Create(Quirks, false, messages);

    public ResponseWriter Begin(params IReadOnlyList<string> messages) => new(Quirks, true, messages);
}

/// <summary>The check of <c>clientId</c>, <c>apiKey</c> and <c>sha</c>.</summary>
internal static class Signature
{
    private static readonly (string ClientId, string Secret) Api = (SandboxAccount.ClientId, SandboxAccount.ApiSecret);
    private static readonly (string ClientId, string Secret) Mobile = (SandboxAccount.MobileClientId, SandboxAccount.MobileApiSecret);

    /// <summary>Whether the three belong together and to the host. The documentation gives the order: key, client, secret.</summary>
    public static bool IsGood(bool isMobileHost, string? clientId, string? apiKey, string? sha)
    {
        (string ClientId, string Secret) expected = isMobileHost ? Mobile : Api;
        if (clientId != expected.ClientId || string.IsNullOrEmpty(apiKey) || sha is not { Length: 40 })
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The API defines its signature with SHA-1.
        SHA1.HashData(Encoding.UTF8.GetBytes(apiKey + expected.ClientId + expected.Secret), hash);
#pragma warning restore CA5350
        Span<byte> given = stackalloc byte[SHA1.HashSizeInBytes];
        return !sha.AsSpan().ContainsAnyInRange('A', 'F') && IsHex(sha, given) && given.SequenceEqual(hash);
    }

    private static bool IsHex(string text, Span<byte> bytes)
    {
        for (int index = 0; index < bytes.Length; index++)
        {
            if (!byte.TryParse(text.AsSpan(index * 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[index]))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>
/// JSON may hold what is no text: broken UTF-8, or half of a surrogate pair as an escape. The parser notices only when asked for
/// the text.
/// </summary>
internal static class UnicodeCheck
{
    public static bool IsText(ReadOnlySpan<byte> body, JsonElement root) =>
        Utf8.IsValid(body) && (body.IndexOf("\\u"u8) < 0 || IsText(root));

    private static bool IsText(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString() is not null,
                JsonValueKind.Array => element.EnumerateArray().All(IsText),
                JsonValueKind.Object => element.EnumerateObject().All(field => field.Name is not null && IsText(field.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
