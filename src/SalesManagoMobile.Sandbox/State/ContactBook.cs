namespace SalesManagoMobile.Sandbox;

/// <summary>The account's contacts and the ways to find them.</summary>
internal sealed class ContactBook(int seed)
{
    private readonly Dictionary<string, Contact> byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Contact> byUserId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, Contact> byContactId = [];
    private readonly Dictionary<string, List<Contact>> byTag = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Contact> all = [];

    public IReadOnlyList<Contact> All => all;

    public Contact? ByEmail(string email) => byEmail.GetValueOrDefault(email);

    public Contact? ByContactId(Guid id) => byContactId.GetValueOrDefault(id);

    public Contact? ByUserId(string id) => byUserId.GetValueOrDefault(id);

    public IReadOnlyList<Contact> ByTag(string tag) => byTag.TryGetValue(tag, out var contacts) ? contacts : [];

    /// <summary>Adds somebody new. The ids follow from the seed and the address, so that they repeat from run to run.</summary>
    public Contact AddByEmail(string email)
    {
        var key = email.ToLowerInvariant();
        return Add(FreeId("contact " + key), FreeId("user " + key).ToString(), email);
    }

    /// <summary>Makes up somebody for an identifier that nobody has.</summary>
    public Contact AddUnknown(RecipientKind kind, string value, string applicationId)
    {
        var contact = kind switch
        {
            RecipientKind.Email => AddByEmail(value),
            RecipientKind.ContactId => Add(Guid.Parse(value), FreeId("user " + value).ToString(), null),
            _ => Add(FreeId("contact of user " + value), value, null),
        };
        var isApple = Fate.Draw(Fate.Of(value.ToLowerInvariant()), seed) < 0.4;
        contact.Devices.Add(new Device(contact.UserId, applicationId, isApple));
        return contact;
    }

    public void Tag(Contact contact, IReadOnlyList<string> tags)
    {
        contact.Tags = tags;
        foreach (var tag in tags)
        {
            if (!byTag.TryGetValue(tag, out var tagged))
                byTag[tag] = tagged = [];
            tagged.Add(contact);
        }
    }

    // Somebody may have been made up under the very identifier that a run before gave to this address.
    private Guid FreeId(string text)
    {
        var id = Fate.Identifier(seed, text);
        while (byContactId.ContainsKey(id) || byUserId.ContainsKey(id.ToString()))
            id = Fate.Identifier(seed, id.ToString());
        return id;
    }

    private Contact Add(Guid contactId, string userId, string? email)
    {
        var contact = new Contact(all.Count, contactId, userId, email);
        all.Add(contact);
        byContactId.Add(contactId, contact);
        byUserId.Add(userId, contact);
        if (email is not null)
            byEmail.Add(email, contact);
        return contact;
    }
}
