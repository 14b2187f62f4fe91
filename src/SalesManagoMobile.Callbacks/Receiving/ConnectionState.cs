namespace SalesManagoMobile.Callbacks;

/// <summary>What a connection is at.</summary>
internal enum ConnectionState
{
    /// <summary>A request is awaited or coming in.</summary>
    Receiving,

    /// <summary>The last request was good and answered; the next may come or not.</summary>
    Resting,

    /// <summary>A callback is on its way to the spool: never cut off.</summary>
    Keeping,

    /// <summary>An answer goes out.</summary>
    Answering,

    /// <summary>The last answer is out; the caller may read it in peace.</summary>
    Leaving,

    /// <summary>Closed by us, for good.</summary>
    CutOff,
}
