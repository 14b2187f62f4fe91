namespace SalesManagoMobile.Client;

/// <summary>What became of one input of a sending cmdlet.</summary>
public enum SmSendStatus
{
    /// <summary>The server said yes. Delivery is in the statistics.</summary>
    Accepted,

    /// <summary>It surely was not processed: refused here, refused by the server, or never left.</summary>
    Failed,

    /// <summary>The journal says that it was accepted before. Nothing was sent.</summary>
    Skipped,

    /// <summary>It may have been processed: the connection broke, the answer was lost. It is never sent again by itself.</summary>
    Unknown,
}
