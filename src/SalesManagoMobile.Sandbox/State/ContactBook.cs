namespace SalesManagoMobile.Sandbox;

/// <summary>The account's contacts and the ways to find them.</summary>
internal sealed class ContactBook(int seed)
{
    private readonly Dictionary<string, Contact> _byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Contact> _byUserId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, Contact> _byContactId = [];
    private readonly Dictionary<string, List<Contact>> _byTag = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Contact> _all = [];

    public IReadOnlyList<Contact> All => _all;

    public Contact? ByEmail(string email) => _byEmail.GetValueOrDefault(email);

    public Contact? ByContactId(Guid id) => _byContactId.GetValueOrDefault(id);

    public Contact? ByUserId(string id) => _byUserId.GetValueOrDefault(id);

    public IReadOnlyList<Contact> ByTag(string tag) => _byTag.TryGetValue(tag, out List<Contact>? contacts) ? contacts : [];

    /// <summary>Adds somebody new. The ids follow from the seed and the address, so that they repeat from run to run.</summary>
    public Contact AddByEmail(string email)
    {
        string key = email.ToLowerInvariant();
        return Add(FreeId("contact " + key), FreeId("user " + key).ToString(), email);
    }

    /// <summary>Makes up somebody for an identifier that nobody has.</summary>
    public Contact AddUnknown(RecipientKind kind, string value, string applicationId)
    {
        Contact contact = kind switch
        {
            RecipientKind.Email => AddByEmail(value),
            RecipientKind.ContactId => Add(Guid.Parse(value), FreeId("user " + value).ToString(), null),
            _ => Add(FreeId("contact of user " + value), value, null),
        };
        bool isApple = SeededHash.Fraction(SeededHash.Compute(value.ToLowerInvariant()), seed) < 0.4;
        contact.Devices.Add(new Device(contact.UserId, applicationId, isApple));
        return contact;
    }

    public void Tag(Contact contact, IReadOnlyList<string> tags)
    {
        contact.Tags = tags;
        foreach (string tag in tags)
        {
            if (!_byTag.TryGetValue(tag, out List<Contact>? tagged))
            {
                _byTag[tag] = tagged = [];
            }

            tagged.Add(contact);
        }
    }

    // An earlier run may have created a contact with the same identifier.
    private Guid FreeId(string text)
    {
        Guid id = SeededHash.CreateGuid(seed, text);
        while (_byContactId.ContainsKey(id) || _byUserId.ContainsKey(id.ToString()))
        {
            id = SeededHash.CreateGuid(seed, id.ToString());
        }

        return id;
    }

    private Contact Add(Guid contactId, string userId, string? email)
    {
        var contact = new Contact(_all.Count, contactId, userId, email);
        _all.Add(contact);
        _byContactId.Add(contactId, contact);
        _byUserId.Add(userId, contact);
        if (email is not null)
        {
            _byEmail.Add(email, contact);
        }

        return contact;
    }
}

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

/// <summary>A phone with the application on it.</summary>
internal sealed class Device(string registrationId, string applicationId, bool isApple)
{
    public string RegistrationId { get; } = registrationId;

    public string ApplicationId { get; } = applicationId;

    public bool IsApple { get; } = isApple;

    public string Platform => IsApple ? "ios" : "android";
}

/// <summary>Whom a request names.</summary>
internal readonly record struct Recipient(RecipientKind Kind, string Value);

/// <summary>How a request names people.</summary>
internal enum RecipientKind
{
    Email,
    ContactId,
    UserId,
    Tag,
}
