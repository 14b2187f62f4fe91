namespace SalesManagoMobile.Client;

/// <summary>The operating system of a device, as the API writes it.</summary>
public enum SmSystem
{
    /// <summary>Android; the registration id is an FCM token.</summary>
    Android,

    /// <summary>iOS; the registration id is an APNs token.</summary>
    Ios,
}
