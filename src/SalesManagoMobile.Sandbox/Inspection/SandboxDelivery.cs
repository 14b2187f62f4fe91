namespace SalesManagoMobile.Sandbox;

/// <summary>One push that a request sent to one device.</summary>
/// <param name="Recipient">The contact's e-mail address, or the user id when there is none.</param>
/// <param name="PushId">The push, or the one made for a custom content.</param>
/// <param name="ConversationId">The conversation it belongs to.</param>
/// <param name="Platform"><c>android</c> or <c>ios</c>.</param>
/// <param name="SentAt">When it left, or will leave.</param>
/// <param name="Send">The number of the request that made it; 1 for the first that sent anything.</param>
/// <param name="Title">The title as the person reads it.</param>
/// <param name="Content">The content as the person reads it.</param>
public sealed record SandboxDelivery(
    string Recipient, Guid PushId, int ConversationId, string Platform, DateTimeOffset SentAt, int Send, string Title, string Content);
