using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>
/// A hash of a push's title and content as the recipient sees them: the journal keeps it to find a custom push in the history, and no text.
/// </summary>
internal static class TextsHash
{
    private const int Bytes = 16;

    /// <summary>The hash of a custom push; null for another, and where the server fills in what is not known here.</summary>
    public static string? Of(PushContent content, IReadOnlyDictionary<string, string>? properties)
    {
        if (content is not CustomPush push)
        {
            return null;
        }

        PushText title = push.Parse(push.Title);
        PushText text = push.Parse(push.Content);
        bool isKnown = title.Placeholders.Concat(text.Placeholders)
            .All(placeholder => !placeholder.IsContactDetail && PushText.Value(placeholder, properties) is not null);
        return isKnown ? Of(title.Render(properties), text.Render(properties)) : null;
    }

    /// <summary>The hash of the texts of an entry of the history. No text and an empty one are the same.</summary>
    public static string Of(string? title, string? content)
    {
        byte[] titleBytes = Encoding.UTF8.GetBytes(title ?? "");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, titleBytes.Length);
        hash.AppendData(length);
        hash.AppendData(titleBytes);
        hash.AppendData(Encoding.UTF8.GetBytes(content ?? ""));
        return Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, Bytes));
    }
}
