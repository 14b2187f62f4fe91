namespace SalesManagoMobile.Sandbox;

/// <summary>One sending of a push, to one person or to many.</summary>
internal sealed class Conversation(int id, Push push, string name, long sentAt)
{
    public int Id { get; } = id;

    public Push Push { get; } = push;

    public string Name { get; } = name;

    /// <summary>When its first push left or will leave, in Unix milliseconds.</summary>
    public long SentAt { get; } = sentAt;

    /// <summary>Its entries in the delivery table.</summary>
    public List<int> Deliveries { get; } = [];
}
