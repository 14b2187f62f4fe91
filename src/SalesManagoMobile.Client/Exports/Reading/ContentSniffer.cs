using System.Net;
using System.Text;

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

    /// <summary>HTML or XML: a page about an error, never an export.</summary>
    Markup,
}

/// <summary>Decides by the first bytes what a file is. Its name and the server's content type say nothing reliable.</summary>
internal static class ContentSniffer
{
    /// <summary>How many of the first bytes of a file should be looked at.</summary>
    public const int HeadSize = 4096;

    private const int MaxShown = 200;

    /// <summary>The UTF-8 byte order mark.</summary>
    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The extension, with its dot, that a file of this content should have.</summary>
    public static string Extension(ContentKind kind) => kind switch
    {
        ContentKind.Json => ".json",
        ContentKind.Zip => ".zip",
        ContentKind.Gzip => ".gz",
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

    /// <summary>The words of an HTML or XML page, for example the refusal of a file store, in one line.</summary>
    public static string WordsOf(ReadOnlySpan<byte> page)
    {
        var text = new StringBuilder();
        bool inTag = false;
        foreach (char c in Encoding.UTF8.GetString(page[..Math.Min(page.Length, HeadSize)]))
        {
            bool blank = char.IsWhiteSpace(c) || c is '<' or '>';
            inTag = c == '<' || (inTag && c != '>');
            if (blank ? text.Length > 0 && text[^1] != ' ' : !inTag)
            {
                text.Append(blank ? ' ' : c);
            }
        }

        return SafeText.Excerpt(WebUtility.HtmlDecode(text.ToString()), MaxShown);
    }
}
