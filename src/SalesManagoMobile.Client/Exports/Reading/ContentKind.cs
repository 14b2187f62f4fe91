namespace SalesManagoMobile.Client;

/// <summary>What the content of a file is, by its first bytes.</summary>
internal enum ContentKind
{
    Nothing,
    Csv,
    Json,
    Zip,
    Gzip,

    /// <summary>UTF-16 of either byte order, by its byte order mark.</summary>
    Utf16,

    /// <summary>HTML or XML: a page that tells of an error, never an export.</summary>
    Markup,
}
