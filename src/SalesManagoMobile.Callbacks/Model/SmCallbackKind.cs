namespace SalesManagoMobile.Callbacks;

/// <summary>The shapes of a callback: nine documented ones, and whatever else arrives.</summary>
public enum SmCallbackKind
{
    /// <summary>None of the documented shapes; kept whole.</summary>
    Unknown,

    /// <summary>A message that somebody sent in (<c>TYPE=MO_MESSAGE</c>).</summary>
    IncomingMessage,

    /// <summary>What became of an SMS (<c>TYPE=SMS</c>).</summary>
    Sms,

    /// <summary>What became of a push (<c>TYPE=PUSH</c>).</summary>
    Push,

    /// <summary>A Facebook message (<c>TYPE=FACEBOOK</c>).</summary>
    Facebook,

    /// <summary>What became of an e-mail (<c>TYPE=EMAIL</c>).</summary>
    Email,

    /// <summary>A device reached or left a place (<c>TYPE</c> LOCATION, CHK_LOCATION, GEOFENCE or BEACONFENCE).</summary>
    Location,

    /// <summary>Somebody followed a link (<c>REDIRECT_TYPE</c> is present).</summary>
    LinkVisit,

    /// <summary>Somebody answered (<c>TYPE=USER_RESPONSE</c>).</summary>
    UserResponse,

    /// <summary>Something happened in an application or a campaign (<c>TYPE=EVENT</c>).</summary>
    Interaction,
}
