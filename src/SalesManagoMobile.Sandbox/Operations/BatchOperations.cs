using System.Text.Json;

namespace SalesManagoMobile.Sandbox;

/// <summary>Sends to many people at once, now or later.</summary>
internal static class BatchOperations
{
    // A timestamp below this, of the year 1973, was meant in seconds.
    private const long SmallestMilliseconds = 100_000_000_000;

    // A timestamp above this, the end of the year 9999, was meant in microseconds.
    private const long LargestMilliseconds = 253_402_300_799_999;

    public static Func<SandboxState, SandboxReply> Send(RequestReader reader, OperationContext context)
    {
        Guid? pushId = reader.Uuid("pushId", required: true);
        string? application = reader.Text("applicationId", 255, required: true);
        IReadOnlyDictionary<string, string>? properties = reader.Properties();
        return SendMany(reader, context, properties, needsContacts: true, state => PushRequests.Existing(state, pushId, application));
    }

    public static Func<SandboxState, SandboxReply> SendCustom(RequestReader reader, OperationContext context)
    {
        IReadOnlyDictionary<string, string>? properties = reader.Properties();
        Push content = PushRequests.ReadCustom(reader, properties, isBatch: true);
        bool needsContacts = !reader.Quirks.HasFlag(SandboxQuirks.MissingContacts);
        return SendMany(reader, context, properties, needsContacts, state => PushRequests.Custom(state, content));
    }

    private static Func<SandboxState, SandboxReply> SendMany(
        RequestReader reader, OperationContext context, IReadOnlyDictionary<string, string>? properties, bool needsContacts,
        Func<SandboxState, (Push? Push, string? Problem)> findPush)
    {
        long? date = reader.Number("date");
        IReadOnlyList<Recipient> recipients = ReadAddressees(reader, needsContacts);
        bool toAllDevices = reader.Flag("sendToAllDevices");
        if (date is < SmallestMilliseconds or > LargestMilliseconds)
        {
            reader.Fail("date must be a Unix timestamp in milliseconds");
        }

        return state =>
        {
            (Push? push, string? problem) = findPush(state);
            if (push is null)
            {
                return context.Refuse(problem!);
            }

            if (Payload.Check(push, properties, details: null) is { } tooLarge)
            {
                return context.Refuse(tooLarge);
            }

            (IReadOnlyCollection<Contact>? contacts, IReadOnlyCollection<string>? counted, int missing) =
                Resolve(state, recipients, push.ApplicationId);
            if (contacts.Select(
                one => Payload.Check(push, properties, one.Details)).FirstOrDefault(text => text is not null) is { } tooLargeForOne)
            {
                return context.Refuse(tooLargeForOne);
            }

            foreach (string recipient in counted)
            {
                state.Counter.Add(recipient);
            }

            if (contacts.Count > 0)
            {
                Deliver(state, push, contacts, date, properties, toAllDevices);
            }

            return missing == 0 ? context.Succeed() : context.Succeed($"{missing} of the recipients were not found");
        };
    }

    private static void Deliver(
        SandboxState state, Push push, IReadOnlyCollection<Contact> contacts, long? date,
        IReadOnlyDictionary<string, string>? properties, bool toAllDevices)
    {
        // A date that has passed means now, as a client's clock is never exactly ours.
        long now = state.Now;
        long sentAt = Math.Max(now, date ?? now);
        int send = state.NextSend();
        state.Catalog.Keep(push);
        Conversation conversation = state.Ledger.Open(push, $"{push.Name}, batch {send} of {Ledger.Day(sentAt)}", sentAt);
        foreach (Contact contact in contacts)
        {
            Delivery.ToDevices(state, conversation, contact, sentAt, send, properties, toAllDevices);
        }
    }

    // Who is named twice, by address and by tag, gets one push. Tags are looked up now, even for a send that happens later.
    private static (IReadOnlyCollection<Contact> Contacts, IReadOnlyCollection<string> Counted, int Missing) Resolve(
        SandboxState state, IReadOnlyList<Recipient> recipients, string applicationId)
    {
        var contacts = new List<Contact>(recipients.Count);
        var counted = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<int>();
        int missing = 0;
        foreach (Recipient recipient in recipients)
        {
            if (Delivery.IsOnlyCounted(state, recipient))
            {
                counted.Add(recipient.Value);
                continue;
            }

            IReadOnlyList<Contact> found = recipient.Kind == RecipientKind.Tag
                ? state.Contacts.ByTag(recipient.Value)
                : Delivery.Find(state, recipient, applicationId) is { } contact ? [contact] : [];
            missing += found.Count == 0 ? 1 : 0;
            contacts.AddRange(found.Where(one => seen.Add(one.Index)));
        }

        return (contacts, counted, missing);
    }

    // The addressees of a batch, taken apart at the commas.
    private static List<Recipient> ReadAddressees(RequestReader reader, bool required)
    {
        var recipients = new List<Recipient>();
        int problemsBefore = reader.Problems.Count;
        if (reader.TryGet("contacts", out JsonElement contacts) && contacts.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement entry in contacts.EnumerateArray())
            {
                string? value = reader.TextOf(entry, "value", "contacts.value", 255, true);
                if (ReadKind(reader, entry) is { } kind && value is not null)
                {
                    recipients.AddRange(value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                        .Select(part => new Recipient(kind, part)));
                }
            }
        }

        if (required && recipients.Count == 0 && reader.Problems.Count == problemsBefore)
        {
            reader.Fail("contacts is required and must name somebody");
        }

        return recipients;
    }

    private static RecipientKind? ReadKind(RequestReader reader, JsonElement entry)
    {
        string? name = reader.TextOf(entry, "addresseeType", "contacts.addresseeType", 255, true);
        RecipientKind? kind = name switch
        {
            "EMAIL" => RecipientKind.Email,
            "CONTACT_ID" => RecipientKind.ContactId,
            "USER_ID" => RecipientKind.UserId,
            "TAG" => RecipientKind.Tag,
            _ => null,
        };
        if (kind is null && name is not null)
        {
            reader.Fail($"contacts.addresseeType must be EMAIL, CONTACT_ID, TAG or USER_ID, not {name}");
        }

        return kind;
    }
}
