namespace SalesManagoMobile.Client;

/// <summary>One operation of the API.</summary>
/// <param name="Operation">The operation's name in messages, for example <c>send existing push</c>.</param>
/// <param name="Host">The host that serves it.</param>
/// <param name="Path">The absolute path on that host.</param>
/// <param name="Repeatable">Whether the same request may be sent again after the server may have seen the first one.</param>
public sealed record Endpoint(string Operation, SmHost Host, string Path, bool Repeatable)
{
    /// <summary>Whether it is sent once whatever the session's options say about refusals, as nobody knows what they mean for it.</summary>
    internal bool IsSentOnce { get; init; }

    public static readonly Endpoint CreateContact = new("transfer contact", SmHost.Mobile, "/api/contact/create", false);
    public static readonly Endpoint ListPushes = new("list pushes", SmHost.Api, "/api/mobile/push/list", true);
    public static readonly Endpoint SendPush = new("send existing push", SmHost.Api, "/api/mobile/push/send", false);
    public static readonly Endpoint SendCustomPush = new("send custom push", SmHost.Api, "/api/mobile/push/sendCustom", false);
    public static readonly Endpoint SendBatch = new("batch send existing push", SmHost.Api, "/api/mobile/push/sendMass", false);
    public static readonly Endpoint SendCustomBatch = new("batch send custom push", SmHost.Api, "/api/mobile/push/sendMassCustom", false);
    public static readonly Endpoint GetHistory = new("list sent pushes", SmHost.Mobile, "/api/v2/push/history", true);
    public static readonly Endpoint ListConversations = new("list conversations", SmHost.Mobile, "/api/push/conversation/list", true);
    public static readonly Endpoint GetStatistics = new("conversation statistics", SmHost.Mobile, "/api/push/conversation/stats", true);
    public static readonly Endpoint ExportConversation = new("export conversation", SmHost.Mobile, "/api/push/conversation/data", true);
    public static readonly Endpoint ExportPush = new("export push", SmHost.Mobile, "/api/push/conversation/data/export", true);
    public static readonly Endpoint GetJob = new("job status", SmHost.Mobile, "/api/job/status", true);

    /// <summary>Every documented operation.</summary>
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        CreateContact, ListPushes, SendPush, SendCustomPush, SendBatch, SendCustomBatch,
        GetHistory, ListConversations, GetStatistics, ExportConversation, ExportPush, GetJob,
    ];
}
