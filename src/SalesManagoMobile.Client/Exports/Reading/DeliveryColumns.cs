using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>Finds a column by its name, whatever its case.</summary>
internal static class DeliveryColumns
{
    /// <summary>How many columns the documentation names.</summary>
    public const int Known = (int)DeliveryColumn.Unknown;

    private static readonly string[] Names =
        ["contactId", "email", "phone", "name", "platform", "sentDate", "displayedDate", "clickedDate", "dismissedDate"];

    /// <summary>The names, for messages.</summary>
    public static string List { get; } = string.Join(", ", Names);

    /// <summary>The name as the documentation spells it.</summary>
    public static string NameOf(DeliveryColumn column) => Names[(int)column];

    /// <param name="name">The name in UTF-8; blanks around it do not count.</param>
    public static DeliveryColumn Find(ReadOnlySpan<byte> name)
    {
        name = name.Trim(" \t"u8);
        for (int i = 0; i < Names.Length; i++)
        {
            if (Ascii.EqualsIgnoreCase(name, Names[i]))
            {
                return (DeliveryColumn)i;
            }
        }

        return DeliveryColumn.Unknown;
    }
}
