namespace SalesManagoMobile.Client;

/// <summary>The recipients of a mass request as one string: <c>EMAIL: a@x, b@x; TAG: VIP</c>.</summary>
internal static class AddresseeText
{
    public static string From(IReadOnlyList<Addressee> addressees) =>
        string.Join("; ", addressees.GroupBy(a => a.Type).Select(type => $"{Name(type.Key)}: {string.Join(", ", type.Select(a => a.Value))}"));

    /// <summary>The type as the API writes it.</summary>
    public static string Name(AddresseeType type) => type switch
    {
        AddresseeType.Email => "EMAIL",
        AddresseeType.ContactId => "CONTACT_ID",
        AddresseeType.UserId => "USER_ID",
        _ => "TAG",
    };
}
