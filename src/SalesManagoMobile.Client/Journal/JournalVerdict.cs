namespace SalesManagoMobile.Client;

/// <summary>What a run with a journal does with an input.</summary>
public enum JournalVerdict
{
    /// <summary>Sent: it was never tried, or surely not processed.</summary>
    Send,

    /// <summary>Skipped: it was accepted before.</summary>
    Skip,

    /// <summary>Not sent, reported as unknown: it was tried before, and what became of it is not known.</summary>
    Unknown,
}
