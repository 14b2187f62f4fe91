namespace SalesManagoMobile.Sandbox;

/// <summary>A person with zero or more devices.</summary>
internal sealed class Contact(int index, Guid contactId, string userId, string? email)
{
    private static readonly IReadOnlyDictionary<string, string> NoDetails = new Dictionary<string, string>();

    /// <summary>The place in the account's list of contacts.</summary>
    public int Index { get; } = index;

    public Guid ContactId { get; } = contactId;

    public string UserId { get; } = userId;

    public string? Email { get; } = email;

    public string? Phone { get; set; }

    public string? Locale { get; set; }

    public IReadOnlyList<string> Tags { get; set; } = [];

    /// <summary>What <c>${cst.name}</c> in a text stands for.</summary>
    public IReadOnlyDictionary<string, string> Details { get; set; } = NoDetails;

    /// <summary>The devices, the one used last at the end.</summary>
    public List<Device> Devices { get; } = new(1);

    /// <summary>The latest entry of this contact in the delivery table, or -1. Each entry points at the one before.</summary>
    public int LastDelivery { get; set; } = -1;

    /// <summary>How many entries this contact has in the delivery table.</summary>
    public int Deliveries { get; set; }

    /// <summary>What inspection calls this contact: the e-mail address when there is one.</summary>
    public string Name => Email ?? UserId;
}
