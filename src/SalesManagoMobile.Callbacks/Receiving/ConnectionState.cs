namespace SalesManagoMobile.Callbacks;

/// <summary>What a connection is at.</summary>
internal enum ConnectionState
{
    /// <summary>A request is awaited or coming in.</summary>
    Receiving,

    /// <summary>The last request was good and answered; the next may come or not.</summary>
    Resting,

    /// <summary>A callback is being written to the spool: never closed.</summary>
    Keeping,

    /// <summary>A response is being sent.</summary>
    Answering,

    /// <summary>The last answer is out; the caller may read it in peace.</summary>
    Leaving,

    /// <summary>Closed by us, for good.</summary>
    CutOff,
}
