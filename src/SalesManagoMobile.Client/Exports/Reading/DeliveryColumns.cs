using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>The columns of an export, and those that a record has besides them when PowerShell writes it to a file.</summary>
internal enum DeliveryColumn
{
    ContactId,
    Email,
    Phone,
    Name,
    Platform,
    SentDate,
    DisplayedDate,
    ClickedDate,
    DismissedDate,

    /// <summary>Columns of records: known only when all three are there.</summary>
    Extra,
    Source,
    JobId,

    /// <summary>A column that the documentation does not name.</summary>
    Unknown,
}

/// <summary>Finds a column by its name, whatever its case.</summary>
internal static class DeliveryColumns
{
    private const int Documented = (int)DeliveryColumn.Extra;

    private static readonly string[] Names =
    [
        "contactId", "email", "phone", "name", "platform", "sentDate", "displayedDate", "clickedDate", "dismissedDate",
        "extra", "source", "jobId",
    ];

    /// <summary>The documented names, for messages.</summary>
    public static string List { get; } = string.Join(", ", Names[..Documented]);

    /// <summary>The columns that only files of records have.</summary>
    public static IReadOnlyList<DeliveryColumn> OfRecords { get; } = [DeliveryColumn.Extra, DeliveryColumn.Source, DeliveryColumn.JobId];

    /// <summary>The name as the documentation spells it.</summary>
    public static string NameOf(DeliveryColumn column) => Names[(int)column];

    public static bool IsDocumented(this DeliveryColumn column) => (int)column < Documented;

    public static bool IsOfRecords(this DeliveryColumn column) =>
        column is DeliveryColumn.Extra or DeliveryColumn.Source or DeliveryColumn.JobId;

    public static bool IsTime(this DeliveryColumn column) => column is >= DeliveryColumn.SentDate and <= DeliveryColumn.DismissedDate;

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
