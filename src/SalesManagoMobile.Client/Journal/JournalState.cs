namespace SalesManagoMobile.Client;

/// <summary>What a journal knows of a send, in one byte.</summary>
internal enum JournalState : byte
{
    /// <summary>It is not in the journal.</summary>
    None,

    /// <summary>This run has claimed it and does not know the outcome yet.</summary>
    InFlight,

    /// <summary>The server said yes.</summary>
    Accepted,

    /// <summary>It surely was not processed.</summary>
    Failed,

    /// <summary>An earlier run left it without an outcome, or with an unknown one.</summary>
    LeftUnknown,

    /// <summary>This run tried it and does not know what became of it.</summary>
    Unknown,
}
