namespace SalesManagoMobile.Client;

/// <summary>One entry of <c>contacts</c>: addresses of one type, joined by ", ".</summary>
public readonly record struct PackedAddressees(AddresseeType Type, string Value);

/// <summary>Packs addressees into as few <c>contacts</c> values as a greedy walk gives, each at most 255 characters, none split.</summary>
public static class AddresseePacker
{
    private const string Separator = ", ";

    /// <summary>Packs valid addressees. Types come in the order of their first addressee; order within a type is kept.</summary>
    /// <exception cref="ArgumentException">An addressee that <see cref="Check"/> refuses.</exception>
    public static IReadOnlyList<PackedAddressees> Pack(IEnumerable<Addressee> addressees)
    {
        List<PackedAddressees> packed = [];
        foreach (IGrouping<AddresseeType, Addressee> group in addressees.GroupBy(a => a.Type))
        {
            List<string> values = [];
            int length = 0;
            foreach (Addressee addressee in group)
            {
                if (Check(addressee) is { } problem)
                {
                    throw new ArgumentException(problem, nameof(addressees));
                }

                if (values.Count > 0 && length + Separator.Length + addressee.Value.Length > Limits.AddresseeValue)
                {
                    packed.Add(new(group.Key, string.Join(Separator, values)));
                    values.Clear();
                    length = 0;
                }

                length += (values.Count == 0 ? 0 : Separator.Length) + addressee.Value.Length;
                values.Add(addressee.Value);
            }

            packed.Add(new(group.Key, string.Join(Separator, values)));
        }

        return packed;
    }

    /// <summary>What is wrong with an addressee, or null: a comma would split it, and a value holds at most 255 characters.</summary>
    public static string? Check(Addressee addressee)
    {
        Problems problems = new();
        string name = addressee.Type.ToString();
        if (!problems.Require(name, addressee.Value))
        {
            return problems.Found[0];
        }

        if (addressee.Value.Contains(',', StringComparison.Ordinal))
        {
            problems.Add(name, $"{Problems.Quoted(addressee.Value)} has a comma, which separates recipients");
        }

        if (addressee.Type == AddresseeType.Email)
        {
            problems.Email(name, addressee.Value);
        }
        else
        {
            problems.AtMost(name, addressee.Value, Limits.AddresseeValue);
        }

        if (addressee.Type == AddresseeType.ContactId)
        {
            problems.Uuid(name, addressee.Value);
        }

        return problems.Found.Count == 0 ? null : string.Join("; ", problems.Found);
    }

    /// <summary>The type as the API writes it.</summary>
    public static string WireName(AddresseeType type) => type switch
    {
        AddresseeType.Email => "EMAIL",
        AddresseeType.ContactId => "CONTACT_ID",
        AddresseeType.Tag => "TAG",
        AddresseeType.UserId => "USER_ID",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
