namespace SalesManagoMobile.Client;

/// <summary>Decides by the first bytes what a file is. Its name and the server's content type say nothing reliable.</summary>
internal static class ContentSniffer
{
    /// <summary>The UTF-8 byte order mark.</summary>
    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The extension, with its dot, that a file of this content should have.</summary>
    public static string Extension(ContentKind kind) => kind switch
    {
        ContentKind.Json => ".json",
        ContentKind.Zip => ".zip",
        ContentKind.Gzip => ".gz",
        ContentKind.Markup => ".txt",
        _ => ".csv",
    };

    /// <param name="head">As many of the first bytes as there are, some hundred at least if the file has them.</param>
    public static ContentKind Sniff(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8))
        {
            return ContentKind.Zip;
        }

        if (head is [0x1F, 0x8B, ..])
        {
            return ContentKind.Gzip;
        }

        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return ContentKind.Utf16;
        }

        if (head.StartsWith(ByteOrderMark))
        {
            head = head[ByteOrderMark.Length..];
        }

        return head.TrimStart(" \t\r\n"u8) switch
        {
            [] => ContentKind.Nothing,
            [(byte)'{' or (byte)'[', ..] => ContentKind.Json,
            [(byte)'<', ..] => ContentKind.Markup,
            _ => ContentKind.Csv,
        };
    }
}
