namespace SalesManagoMobile.Client;

/// <summary>What became of one input of a sending cmdlet.</summary>
public enum SmSendStatus
{
    /// <summary>The server said yes. Delivery is in the statistics.</summary>
    Accepted,

    /// <summary>It surely was not processed: refused here, refused by the server, or never left.</summary>
    Failed,

    /// <summary>
    /// It was accepted before, in an earlier run with the same journal or earlier in this run, or an exclusion list names the recipient.
    /// Nothing was sent.
    /// </summary>
    Skipped,

    /// <summary>It may have been processed: the connection broke, the answer was lost. It is never sent again by itself.</summary>
    Unknown,

    /// <summary>The run stopped before its turn came. Nothing was sent.</summary>
    NotTried,

    /// <summary>
    /// Its outcome was unknown, and the history did not show it after the settle time. In a journal only; the next run sends it.
    /// </summary>
    NotSent,
}
