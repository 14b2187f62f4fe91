namespace SalesManagoMobile.Sandbox;

/// <summary>A request as it came, whatever carried it.</summary>
internal readonly record struct SandboxRequest
{
    private static readonly string[] ProofHeaders =
        ["Authorization", "Proxy-Authorization", "Cookie", "X-Api-Key", "apiKey", "clientId", "sha"];

    private static readonly string[] ProofParameters = ["apiKey=", "clientId=", "sha="];

    public required string Method { get; init; }

    /// <summary>The path and query.</summary>
    public required string Target { get; init; }

    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Where answers say that files lie: scheme, host and port.</summary>
    public required Uri Origin { get; init; }

    public string? Range { get; init; }

    public string? IfRange { get; init; }

    /// <summary>Whether the headers or the address carry anything that proves who is asking.</summary>
    public bool CarriesCredentials { get; init; }

    public string Path => Target.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0 ? Target[..mark] : Target;

    /// <summary>Recognises proofs of identity, where none belongs.</summary>
    public static bool ProvesIdentity(string target, IEnumerable<string> headers)
    {
        int query = target.IndexOf('?', StringComparison.Ordinal);
        return (query >= 0 && ProofParameters.Any(name => target.IndexOf(name, query, StringComparison.OrdinalIgnoreCase) >= 0))
            || headers.Any(header => ProofHeaders.Contains(header, StringComparer.OrdinalIgnoreCase));
    }
}
