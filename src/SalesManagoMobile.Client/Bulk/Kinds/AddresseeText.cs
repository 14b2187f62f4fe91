namespace SalesManagoMobile.Client;

/// <summary>The recipients of a mass request as text.</summary>
internal static class AddresseeText
{
    /// <summary>All of them: <c>EMAIL: a@x, b@x; TAG: VIP</c>.</summary>
    public static string From(IReadOnlyList<Addressee> addressees) => string.Join(
        "; ", addressees.GroupBy(a => a.Type).Select(type => $"{AddresseePacker.WireName(type.Key)}: {string.Join(", ", type.Select(a => a.Value))}"));

    /// <summary>One of them: a person as they are named, a tag as <c>TAG: VIP</c>, so that nobody takes it for a person.</summary>
    public static string From(Addressee addressee) => addressee.Type == AddresseeType.Tag ? From([addressee]) : addressee.Value;
}
