namespace SalesManagoMobile.Client;

/// <summary>The documented columns of an export.</summary>
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

    /// <summary>A column that the documentation does not name.</summary>
    Unknown,
}
