namespace SalesManagoMobile.Sandbox;

/// <summary>The small shop that a sandbox starts with: two applications, six pushes, forty contacts and three weeks of past.</summary>
internal static class StartingAccount
{
    private const string Shop = SandboxAccount.ApplicationId;
    private const string Club = "example_app";
    private const long DayLength = 86_400_000;

    private static readonly string[] FirstNames =
    [
        "Ana", "Ben", "Carla", "David", "Elena", "Felix", "Gosia", "Hugo", "Irene", "Jakub",
        "Karin", "Luis", "Marta", "Nils", "Olga", "Pablo", "Rita", "Stefan", "Teresa", "Viktor",
    ];

    private static readonly string[] LastNames =
        ["Alonso", "Bauer", "Costa", "Dąbrowski", "Evans", "Ferrer", "García", "Hansen", "Iwańska", "Jansen"];

    private static readonly (string City, string Locale)[] Places =
        [("Madrid", "es_ES"), ("Kraków", "pl_PL"), ("Berlin", "de_DE"), ("London", "en_GB"), ("Lisboa", "pt_PT")];

    public static void Fill(SandboxState state)
    {
        AddPushes(state.Catalog);
        if (state.Options.StartWithoutContacts)
        {
            return;
        }

        AddContacts(state);
        AddPast(state);
    }

    private static void AddPushes(PushCatalog catalog)
    {
        catalog.Applications.UnionWith([Shop, Club]);
        catalog.Add(
            "Example push", Shop, "Best deal of the year!", "Example content of this Mobile Push notification", "myapp://shop/deals");
        catalog.Add(
            "Win-back discount", Shop, "We miss you, ${cst.name:friend}",
            "Come back and take ${discount:10%} off. ${product:Your favourite} is waiting.", "myapp://shop/winback/${product_slug:all}");
        catalog.Add(
            "Abandoned cart", Shop, "Your cart is waiting", "${product:Your choice} is still in your cart, ${cst.name:friend}.",
            "myapp://cart", "https://example.com/media/cart.png");
        catalog.Add(
            "Spring campaign", Shop, "Spring is here", "New season in ${cst.city:your town}: ${category:everything} from today.",
            "https://example.com/spring", "https://example.com/media/spring.png");
        catalog.Add("Order shipped", Shop, "On its way", "Order ${order:} left our house today.", "myapp://orders/${order:}");
        catalog.Add(
            "Club points", Club, "${cst.name:Hello}, points for you", "You have ${points:some} points to spend.", "myclub://points");
    }

    private static void AddContacts(SandboxState state)
    {
        AddContact(state, 0, "name@example.com", "Ana", ["VIP", "NEWSLETTER"]);
        for (int number = 1; number < 40; number++)
        {
            string first = FirstNames[number % FirstNames.Length];
            string last = LastNames[number * 7 % LastNames.Length];
            string email = $"{first}.{Plain(last)}{(number < FirstNames.Length ? "" : "2")}@example.com".ToLowerInvariant();
            AddContact(state, number, email, first, Tags(number));
        }
    }

    private static void AddContact(SandboxState state, int number, string email, string name, IReadOnlyList<string> tags)
    {
        (string City, string Locale) place = Places[number % Places.Length];
        Contact contact = state.Contacts.AddByEmail(email);
        contact.Phone = number % 8 == 7 ? null : $"+1555444{number:0000}";
        contact.Locale = place.Locale;
        contact.Details = new Dictionary<string, string> { ["name"] = name, ["city"] = place.City };
        state.Contacts.Tag(contact, tags);
        contact.Devices.Add(NewDevice(contact, Shop, 1, number % 5 >= 3));
        if (number % 6 == 0)
        {
            contact.Devices.Add(NewDevice(contact, Shop, 2, number % 4 == 0));
        }

        if (number % 3 == 0)
        {
            contact.Devices.Insert(0, NewDevice(contact, Club, 3, number % 5 >= 3));
        }
    }

    private static Device NewDevice(Contact contact, string application, int number, bool isApple) =>
        new($"{contact.UserId:N}-{number}", application, isApple);

    private static string[] Tags(int number)
    {
        (bool Has, string Tag)[] tags =
        [
            (number % 2 == 0, "NEWSLETTER"), (number % 5 == 0, "VIP"), (number % 3 == 1, "FEMALE_CLOTHING"), (number % 4 == 3, "LAPSED"),
        ];
        return [.. tags.Where(one => one.Has).Select(one => one.Tag)];
    }

    private static string Plain(string name) => name
        .Replace('ą', 'a').Replace('ń', 'n').Replace('í', 'i');

    private static void AddPast(SandboxState state)
    {
        long now = state.Now;
        Send(state, "Spring campaign", "Spring campaign test A", now - (21 * DayLength), "FEMALE_CLOTHING");
        Send(state, "Spring campaign", "Spring campaign test B", now - (14 * DayLength), "NEWSLETTER");
        Send(state, "Win-back discount", "Win-back, first wave", now - (9 * DayLength), "LAPSED");
        Send(state, "Example push", "Example push, all customers", now - (2 * DayLength), null);
    }

    private static void Send(SandboxState state, string pushName, string conversationName, long moment, string? tag)
    {
        Push push = state.Catalog.Made.Single(push => push.Name == pushName);
        Conversation conversation = state.Ledger.Open(push, conversationName, moment);
        foreach (Contact contact in tag is null ? state.Contacts.All : state.Contacts.ByTag(tag))
        {
            foreach (Device? device in contact.Devices.Where(device => device.ApplicationId == push.ApplicationId))
            {
                state.Ledger.Deliver(conversation, contact, device, moment, send: 0, properties: null);
            }
        }
    }
}
