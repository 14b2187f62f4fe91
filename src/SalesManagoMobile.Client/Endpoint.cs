namespace SalesManagoMobile.Client;

/// <summary>One operation of the API.</summary>
/// <param name="Operation">The operation's name in messages, for example <c>send existing push</c>.</param>
/// <param name="Host">The host that serves it.</param>
/// <param name="Path">The absolute path on that host.</param>
/// <param name="Repeatable">
/// Whether the same request may be sent again after the server may have processed the first one. True for what only reads.
/// </param>
public sealed record Endpoint(string Operation, SmHost Host, string Path, bool Repeatable)
{
    private static readonly List<Endpoint> Documented = [];

    public static readonly Endpoint CreateContact = Add("transfer contact", SmHost.Mobile, "/api/contact/create", false);
    public static readonly Endpoint ListPushes = Add("list pushes", SmHost.Api, "/api/mobile/push/list", true);
    public static readonly Endpoint SendPush = Add("send existing push", SmHost.Api, "/api/mobile/push/send", false);
    public static readonly Endpoint SendCustomPush = Add("send custom push", SmHost.Api, "/api/mobile/push/sendCustom", false);
    public static readonly Endpoint SendBatch = Add("batch send existing push", SmHost.Api, "/api/mobile/push/sendMass", false);
    public static readonly Endpoint SendCustomBatch = Add("batch send custom push", SmHost.Api, "/api/mobile/push/sendMassCustom", false);
    public static readonly Endpoint GetHistory = Add("list sent pushes", SmHost.Mobile, "/api/v2/push/history", true);
    public static readonly Endpoint ListConversations = Add("list conversations", SmHost.Mobile, "/api/push/conversation/list", true);
    public static readonly Endpoint GetStatistics = Add("conversation statistics", SmHost.Mobile, "/api/push/conversation/stats", true);
    public static readonly Endpoint ExportConversation = Add("export conversation", SmHost.Mobile, "/api/push/conversation/data", true);
    public static readonly Endpoint ExportPush = Add("export push", SmHost.Mobile, "/api/push/conversation/data/export", true);
    public static readonly Endpoint GetJob = Add("job status", SmHost.Mobile, "/api/job/status", true);

    /// <summary>Every documented operation.</summary>
    public static IReadOnlyList<Endpoint> All => Documented;

    /// <summary>Whether it sends a push, existing or custom, to one recipient or to many.</summary>
    public bool SendsPush => Path.StartsWith("/api/mobile/push/send", StringComparison.Ordinal);

    /// <summary>
    /// Whether a refusal (429, 503) ends it, whatever the session's options say. So it is for a request of the caller's own, because it is
    /// unknown what a refusal of it means.
    /// </summary>
    internal bool IsSentOnce { get; init; }

    private static Endpoint Add(string operation, SmHost host, string path, bool repeatable)
    {
        var endpoint = new Endpoint(operation, host, path, repeatable);
        Documented.Add(endpoint);
        return endpoint;
    }
}
