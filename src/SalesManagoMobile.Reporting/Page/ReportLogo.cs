namespace SalesManagoMobile.Reporting;

/// <summary>Makes a picture a part of the page. The kind is decided by its first bytes, not by its name.</summary>
public static class ReportLogo
{
    /// <summary>The largest picture, in bytes.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>Reads a picture.</summary>
    /// <returns>A data URI.</returns>
    /// <exception cref="FormatException">
    /// It is too large, or of no kind that a report takes. The message goes on after the file's name.
    /// </exception>
    public static string ToDataUri(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        byte[] bytes = new byte[MaxBytes + 1];
        int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > MaxBytes)
        {
            throw new FormatException($"is larger than {MaxBytes / 1024} KiB. Save it smaller: it becomes a part of the page.");
        }

        ReadOnlySpan<byte> picture = bytes.AsSpan(0, length);
        string kind = picture switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
            [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
            _ => throw new FormatException("is not a PNG, JPEG, GIF or WebP picture. Save it as PNG."),
        };
        return $"data:{kind};base64,{Convert.ToBase64String(picture)}";
    }
}
