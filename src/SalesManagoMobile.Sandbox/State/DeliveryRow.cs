namespace SalesManagoMobile.Sandbox;

/// <summary>One push on its way to one device. Small, because there may be a million.</summary>
/// <param name="Contact">The contact's index.</param>
/// <param name="Device">The device it goes to.</param>
/// <param name="Conversation">The conversation it belongs to.</param>
/// <param name="SentAt">When it leaves, in Unix milliseconds.</param>
/// <param name="Previous">The contact's entry before this one, or -1.</param>
/// <param name="Fate">Decides what the person does.</param>
/// <param name="Send">The number of the request that made it; 0 for the past that the account starts with.</param>
/// <param name="Properties">What the request said about this push.</param>
internal readonly record struct DeliveryRow(
    int Contact,
    Device Device,
    Conversation Conversation,
    long SentAt,
    int Previous,
    ulong Fate,
    int Send,
    IReadOnlyDictionary<string, string>? Properties);
