using System.Globalization;
using System.Runtime.InteropServices;

namespace SalesManagoMobile.Sandbox;

/// <summary>What was sent to whom, and in which conversation.</summary>
internal sealed class Ledger(SandboxAudience audience)
{
    private const int FirstConversation = 5816701;
    private const int MaxOccurrenceSteps = 256;

    private readonly List<DeliveryRow> _deliveries = [];
    private readonly List<Conversation> _conversations = [];
    private readonly Dictionary<(Guid Push, long Day), Conversation> _daily = [];
    private readonly Dictionary<Guid, List<Conversation>> _byPush = [];

    /// <summary>
    /// How many sends requests have made. The devices of one person get their copies one after the other: that is one send.
    /// </summary>
    public long Sends { get; private set; }

    /// <summary>Called for every new entry.</summary>
    public Action<int>? Delivered { get; set; }

    public ReadOnlySpan<DeliveryRow> Deliveries => CollectionsMarshal.AsSpan(_deliveries);

    public Conversation? Find(long id) =>
        id >= FirstConversation && id < FirstConversation + _conversations.Count ? _conversations[(int)(id - FirstConversation)] : null;

    /// <summary>The conversations of a push, oldest first.</summary>
    public IReadOnlyList<Conversation> Of(Push push) => _byPush.TryGetValue(push.Id, out List<Conversation>? found) ? found : [];

    /// <summary>The conversation of all single sends of one push on one day (UTC).</summary>
    public Conversation Daily(Push push, long sentAt)
    {
        long day = sentAt / 86_400_000;
        if (!_daily.TryGetValue((push.Id, day), out Conversation? conversation))
        {
            _daily[(push.Id, day)] = conversation = Open(push, $"{push.Name}, single sends {Day(sentAt)}", sentAt);
        }

        return conversation;
    }

    /// <summary>A conversation of its own, as every batch has.</summary>
    public Conversation Open(Push push, string name, long sentAt)
    {
        var conversation = new Conversation(FirstConversation + _conversations.Count, push, name, sentAt);
        _conversations.Add(conversation);
        if (!_byPush.TryGetValue(push.Id, out List<Conversation>? siblings))
        {
            _byPush[push.Id] = siblings = [];
        }

        siblings.Add(conversation);
        return conversation;
    }

    /// <summary>Sends one push to one device.</summary>
    public void Deliver(
        Conversation conversation, Contact contact, Device device, long sentAt, int send, IReadOnlyDictionary<string, string>? properties)
    {
        ulong person = SeededHash.Compute(conversation.Push.Seed, SeededHash.Compute(device.RegistrationId));
        ulong reactionSeed = SeededHash.Compute(person, (ulong)Occurrence(conversation.Push, contact, device));
        int index = _deliveries.Count;
        _deliveries.Add(new DeliveryRow(contact.Index, device, conversation, sentAt, contact.LastDelivery, reactionSeed, send, properties));
        Sends += IsSend(_deliveries[index]) ? 1 : 0;
        contact.LastDelivery = index;
        contact.Deliveries++;
        conversation.Deliveries.Add(index);
        Delivered?.Invoke(index);
    }

    /// <summary>Whether an entry is the first that one request made for one person.</summary>
    public bool IsSend(in DeliveryRow row) => row.Send > 0 && (row.Previous < 0 || _deliveries[row.Previous].Send != row.Send);

    /// <summary>What had happened to a push by a moment.</summary>
    public Reaction ReactionTo(in DeliveryRow delivery, long moment) => Reaction.Of(delivery, audience).By(moment);

    /// <summary>Everything that will ever happen to a push.</summary>
    public Reaction FutureOf(in DeliveryRow delivery) => Reaction.Of(delivery, audience);

    public static string Day(long moment) =>
        DateTimeOffset.FromUnixTimeMilliseconds(moment).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // How often this push went to this device before: a repeated push gets a reaction of its own, whatever was sent in between.
    // The walk is bounded, so that a million sends to one person do not take a million steps each.
    private int Occurrence(Push push, Contact contact, Device device)
    {
        (int index, int count, int steps) = (contact.LastDelivery, 0, 0);
        ReadOnlySpan<DeliveryRow> rows = Deliveries;
        while (index >= 0 && steps++ < MaxOccurrenceSteps)
        {
            ref readonly DeliveryRow row = ref rows[index];
            if (row.Device == device && row.Conversation.Push.Id == push.Id)
            {
                count++;
            }

            index = row.Previous;
        }

        return index < 0 ? count : count + contact.Deliveries;
    }
}

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

/// <summary>One push to one device. Small, because there may be a million.</summary>
/// <param name="Contact">The contact's index.</param>
/// <param name="Device">The device it goes to.</param>
/// <param name="Conversation">The conversation it belongs to.</param>
/// <param name="SentAt">When it leaves, in Unix milliseconds.</param>
/// <param name="Previous">The contact's entry before this one, or -1.</param>
/// <param name="ReactionSeed">Decides what the person does.</param>
/// <param name="Send">The number of the request that made it; 0 for the past that the account starts with.</param>
/// <param name="Properties">What the request said about this push.</param>
internal readonly record struct DeliveryRow(
    int Contact,
    Device Device,
    Conversation Conversation,
    long SentAt,
    int Previous,
    ulong ReactionSeed,
    int Send,
    IReadOnlyDictionary<string, string>? Properties);

/// <summary>What a person does with one push, in Unix milliseconds; null for what never happens or has not happened yet.</summary>
internal readonly record struct Reaction(long? Displayed, long? Clicked, long? Dismissed)
{
    private const double AtHandMilliseconds = 3000;

    /// <summary>All that will ever happen to one push.</summary>
    public static Reaction Of(in DeliveryRow delivery, SandboxAudience audience)
    {
        if (SeededHash.Fraction(delivery.ReactionSeed, 1) >= audience.DisplayRate)
        {
            return default;
        }

        bool atHand = SeededHash.Fraction(delivery.ReactionSeed, 2) < audience.AtHandRate;
        double wait = SeededHash.Fraction(delivery.ReactionSeed, 3);
        long displayed = delivery.SentAt + (long)(atHand ? AtHandMilliseconds * wait : Exponential(wait, audience.DisplayDelay));
        double acts = SeededHash.Fraction(delivery.ReactionSeed, 4);
        long acted = displayed + 1 + (long)Exponential(SeededHash.Fraction(delivery.ReactionSeed, 5), audience.ReactionDelay);
        if (acts < audience.ClickRate)
        {
            return new Reaction(displayed, acted, null);
        }

        return new Reaction(displayed, null, acts < audience.ClickRate + audience.DismissRate ? acted : null);
    }

    /// <summary>What had happened by <paramref name="moment"/>.</summary>
    public Reaction By(long moment) => new(Seen(Displayed, moment), Seen(Clicked, moment), Seen(Dismissed, moment));

    private static long? Seen(long? time, long moment) => time <= moment ? time : null;

    private static double Exponential(double draw, TimeSpan mean) => -Math.Log(1 - draw) * mean.TotalMilliseconds;
}
