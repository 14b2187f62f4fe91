namespace SalesManagoMobile.Sandbox;

/// <summary>Brings pushes to people.</summary>
internal static class Delivery
{
    /// <summary>Whether nobody has this address, and the account only counts sends to such.</summary>
    public static bool IsOnlyCounted(SandboxState state, Recipient recipient) =>
        state.Options is { CountOnly: true, AcceptAnyRecipient: true } && recipient.Kind != RecipientKind.Tag
        && IsWellFormed(recipient) && Known(state, recipient) is null;

    /// <summary>The contact of a recipient; created if the account accepts any recipient; null if there is none.</summary>
    public static Contact? Find(SandboxState state, Recipient recipient, string applicationId)
    {
        if (Known(state, recipient) is { } contact)
        {
            return contact;
        }

        return state.Options.AcceptAnyRecipient && IsWellFormed(recipient)
            ? state.Contacts.AddUnknown(recipient.Kind, recipient.Value, applicationId)
            : null;
    }

    /// <summary>Sends to the device used last, or to all devices that have the push's application.</summary>
    public static void ToDevices(
        SandboxState state, Conversation conversation, Contact contact, long sentAt, int send,
        IReadOnlyDictionary<string, string>? properties, bool toAllDevices)
    {
        for (int index = contact.Devices.Count - 1; index >= 0; index--)
        {
            if (contact.Devices[index].ApplicationId != conversation.Push.ApplicationId)
            {
                continue;
            }

            state.Ledger.Deliver(conversation, contact, contact.Devices[index], sentAt, send, properties);
            if (!toAllDevices)
            {
                return;
            }
        }
    }

    private static Contact? Known(SandboxState state, Recipient recipient) => recipient.Kind switch
    {
        RecipientKind.Email => state.Contacts.ByEmail(recipient.Value),
        RecipientKind.ContactId => Guid.TryParseExact(recipient.Value, "D", out Guid id) ? state.Contacts.ByContactId(id) : null,
        _ => state.Contacts.ByUserId(recipient.Value),
    };

    private static bool IsWellFormed(Recipient recipient) => recipient.Kind switch
    {
        RecipientKind.Email => FieldChecks.IsEmail(recipient.Value),
        RecipientKind.ContactId => Guid.TryParseExact(recipient.Value, "D", out _),
        _ => true,
    };
}
