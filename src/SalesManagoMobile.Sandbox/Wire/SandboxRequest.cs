namespace SalesManagoMobile.Sandbox;

/// <summary>A request as it came, whatever carried it.</summary>
internal readonly record struct SandboxRequest
{
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
}
