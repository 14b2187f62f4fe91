namespace SalesManagoMobile.Client;

/// <summary>How far a download is.</summary>
/// <param name="Received">Bytes received so far; goes back to 0 when the download has to begin again.</param>
/// <param name="Total">Bytes in all, or null when the server does not tell.</param>
public readonly record struct DownloadProgress(long Received, long? Total);
