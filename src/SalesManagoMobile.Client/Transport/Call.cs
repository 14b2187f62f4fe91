using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>One attempt of one request, ready to be sent.</summary>
internal sealed record Call(Endpoint Endpoint, Uri Uri, SmCredential Credential, Action<Utf8JsonWriter> Fields, SmClientOptions Options)
{
    private const int MaxSendResponseBytes = 64 * 1024;

    public RequestContent Content { get; } = new(RequestBody.Write(Credential, Fields));

    public Secrets Secrets => Credential.Secrets;

    public TimeSpan Timeout => Options.Timeout;

    /// <summary>An answer to a send is a few words; only reads bring data.</summary>
    public int MaxResponseBytes =>
        Endpoint.Repeatable ? Options.MaxResponseBytes : Math.Min(Options.MaxResponseBytes, MaxSendResponseBytes);

    public string Host => Uri.Authority;

    public string MaskedBody() => RequestBody.WriteMasked(Credential, Fields);
}
