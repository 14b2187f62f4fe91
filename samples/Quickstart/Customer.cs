using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Quickstart;

/// <summary>One row of <c>contacts.csv</c>: a contact with one device, and what the push says to this person.</summary>
internal sealed record Customer(
    string Email, string System, string PushRegistrationId, string DeviceModel, string Locale, string Timezone, string Discount, string Product)
{
    /// <summary>Reads the sample file. It has no quoted fields, so splitting at the commas is enough.</summary>
    public static IReadOnlyList<Customer> Read(string path) =>
        [.. File.ReadLines(path).Skip(1).Select(static line => line.Split(',')).Select(static cells =>
            new Customer(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7]))];

    public ContactRequest ToContact() => new()
    {
        ApplicationId = SandboxAccount.ApplicationId,
        Email = Email,
        System = System,
        PushRegistrationId = PushRegistrationId,
        DeviceModel = DeviceModel,
        Locale = Locale,
        Timezone = Timezone,
    };

    public PushRequest ToPush(string pushId) => new()
    {
        Content = new ExistingPush(pushId),
        ApplicationId = SandboxAccount.ApplicationId,
        Email = Email,
        Properties = new Dictionary<string, string> { ["discount"] = Discount, ["product"] = Product },
    };
}
