namespace SalesManagoMobile.Sandbox;

/// <summary>How often people were sent something by requests. A send to several devices of one person is one send.</summary>
/// <param name="Sends">All sends.</param>
/// <param name="Recipients">How many different people they reached.</param>
/// <param name="Repeated">How many people got more than one.</param>
/// <param name="ByRecipient">The sends of each person by e-mail address, or user id; without those that are only counted.</param>
public sealed record SandboxSendCount(long Sends, int Recipients, int Repeated, IReadOnlyDictionary<string, int> ByRecipient);

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

/// <summary>A contact of an emulated account.</summary>
/// <param name="ContactId">The identifier in SALESmanago.</param>
/// <param name="UserId">The identifier in SALESmanago Mobile, which exported files call <c>contactId</c>.</param>
/// <param name="Email">The e-mail address; null for a made-up recipient known by an identifier only.</param>
/// <param name="Phone">The phone number, if known.</param>
/// <param name="Tags">The tags.</param>
/// <param name="Devices">How many devices the contact has, over all applications.</param>
public sealed record SandboxContact(Guid ContactId, string UserId, string? Email, string? Phone, IReadOnlyList<string> Tags, int Devices);

/// <summary>A push of an emulated account, as made in the panel.</summary>
/// <param name="Id">The identifier.</param>
/// <param name="Name">The name in the panel.</param>
/// <param name="ApplicationId">The simple id of its application.</param>
/// <param name="Title">The title, placeholders and all.</param>
/// <param name="Content">The content, placeholders and all.</param>
public sealed record SandboxPush(Guid Id, string Name, string ApplicationId, string Title, string Content);

/// <summary>How the posting of callbacks went so far.</summary>
/// <param name="Posted">How many the receiver took, with a status from 200 to 299.</param>
/// <param name="Failed">How many it refused or could not be reached for. They are not repeated.</param>
/// <param name="LastFailure">Why the last of those failed.</param>
public sealed record SandboxCallbackCount(int Posted, int Failed, string? LastFailure);
