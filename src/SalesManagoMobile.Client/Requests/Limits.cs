namespace SalesManagoMobile.Client;

/// <summary>The documented limits of the API. Lengths are in UTF-16 characters, sizes in UTF-8 bytes.</summary>
public static class Limits
{
    public const int PushRegistrationId = 512;

    /// <summary>Application ids, user ids, versions, models, phones, sounds, tags, and the keys and values of properties.</summary>
    public const int Text = 255;
    public const int Email = 254;

    /// <summary>The part of an e-mail address before the <c>@</c>.</summary>
    public const int EmailLocalPart = 64;
    public const int Title = 255;

    /// <summary>A longer headline may be cut on the device.</summary>
    public const int RecommendedTitle = 40;
    public const int Content = 2048;

    /// <summary>A longer text may be cut on the device.</summary>
    public const int RecommendedContent = 160;
    public const int Uri = 2048;
    public const int Properties = 16;

    /// <summary>One <c>contacts[].value</c>: addresses joined by ", ".</summary>
    public const int AddresseeValue = 255;

    /// <summary>A whole notification, as Android and iOS limit it.</summary>
    public const int PayloadBytes = 4096;

    /// <summary>The server adds an envelope of unknown size: above this, a notification may not fit.</summary>
    public const int SafePayloadBytes = 3584;
    public const int HistoryEntries = 500;

    /// <summary>The longest range of one export.</summary>
    public static readonly TimeSpan ExportRange = TimeSpan.FromDays(30);
}
