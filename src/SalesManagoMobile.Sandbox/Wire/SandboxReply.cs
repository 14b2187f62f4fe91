namespace SalesManagoMobile.Sandbox;

/// <summary>An answer to be carried back.</summary>
internal sealed record SandboxReply
{
    public const string Json = "application/json; charset=utf-8";

    public const string Plain = "text/plain; charset=utf-8";

    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = Json;

    public ReadOnlyMemory<byte> Body { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>
    /// How many bytes of the body arrive before the connection breaks; -1 for a break before the status line, null for none.
    /// </summary>
    public int? BreaksAfter { get; init; }

    /// <summary>An answer in words.</summary>
    public static SandboxReply Text(int status, string text, string contentType = Plain) =>
        new() { Status = status, ContentType = contentType, Body = System.Text.Encoding.UTF8.GetBytes(text) };

    /// <summary>No answer at all: the connection is dropped.</summary>
    public static SandboxReply Dropped { get; } = new() { BreaksAfter = -1 };
}
