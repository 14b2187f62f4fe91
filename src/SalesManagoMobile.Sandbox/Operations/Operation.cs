namespace SalesManagoMobile.Sandbox;

/// <summary>One endpoint: where it is, whose credentials it wants, and what answers it.</summary>
/// <param name="Path">The path on its host.</param>
/// <param name="IsMobileHost">Whether it belongs to the mobile host rather than the account's own.</param>
/// <param name="Answer">Answers a request whose signature is good.</param>
internal sealed record Operation(string Path, bool IsMobileHost, Func<RequestReader, OperationContext, SandboxReply> Answer)
{
    /// <summary>The twelve documented endpoints by path.</summary>
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
}
