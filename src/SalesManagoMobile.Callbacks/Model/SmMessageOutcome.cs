namespace SalesManagoMobile.Callbacks;

/// <summary>What a message's status means. The status itself is an open list; this is our reading of the known ones.</summary>
public enum SmMessageOutcome
{
    /// <summary>No status, or one that is not known here.</summary>
    Unknown,

    /// <summary>On its way: nothing final is known.</summary>
    Pending,

    /// <summary>It reached the device or the person.</summary>
    Delivered,

    /// <summary>It will not arrive.</summary>
    Failed,
}
