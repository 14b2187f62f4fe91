using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>What the environment says about an account: for scheduled tasks and containers.</summary>
/// <param name="read">Reads one variable; null or empty when it is not set.</param>
internal sealed class EnvironmentCredentials(Func<string, string?> read)
{
    public string? Endpoint => Read("SALESMANAGO_ENDPOINT");

    public string? MobileEndpoint => Read("SALESMANAGO_MOBILE_ENDPOINT");

    public string? ApplicationId => Read("SALESMANAGO_APPLICATION_ID");

    /// <summary>The pair for the server of your account, or null when neither variable is set.</summary>
    /// <exception cref="ArgumentException">Only one of the two variables is set.</exception>
    public SmCredential? Credential(string? apiKey) => Pair("SALESMANAGO_CLIENT_ID", "SALESMANAGO_API_SECRET", apiKey);

    /// <summary>The pair for the mobile host, or null when neither variable is set.</summary>
    /// <exception cref="ArgumentException">Only one of the two variables is set.</exception>
    public SmCredential? MobileCredential(string? apiKey) => Pair("SALESMANAGO_MOBILE_CLIENT_ID", "SALESMANAGO_MOBILE_API_SECRET", apiKey);

    private SmCredential? Pair(string idName, string secretName, string? apiKey) => (Read(idName), Read(secretName)) switch
    {
        (null, null) => null,
        (null, _) => throw new ArgumentException($"The environment has {secretName} but no {idName}."),
        (_, null) => throw new ArgumentException($"The environment has {idName} but no {secretName}."),
        var (id, secret) => SmCredential.Create(id, secret, apiKey),
    };

    private string? Read(string name) => read(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
