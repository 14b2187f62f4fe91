using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>One attempt of one request, ready to be sent.</summary>
internal sealed record Call(Endpoint Endpoint, Uri Uri, SmCredential Credential, Action<Utf8JsonWriter> Fields, TimeSpan Timeout)
{
    public RequestContent Content { get; } = new(RequestBody.Write(Credential, Fields));

    public Secrets Secrets => new(Credential);

    public string Host => Uri.Authority;

    public string MaskedBody() => RequestBody.WriteMasked(Credential, Fields);
}
