using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>
/// Masks API key and signature in text that came from a server, which may echo a request in any spelling: in capitals, escaped for JSON,
/// HTML or a URL, as UTF-16, in base64 or hexadecimal, or split by white space, punctuation or short tags. Therefore letters and digits
/// alone are compared, after unescaping.
/// </summary>
internal sealed class Secrets
{
    private const int MinFragment = 8;
    private const int HexKeyLength = 32;
    private readonly HashSet<ulong> _fragments = [];
    private readonly byte[][] _keys = [];
    private readonly byte[][] _spellings = [];

    public Secrets(string apiKey, string signature)
    {
        byte[] key = Letters(Encoding.UTF8.GetBytes(apiKey)).Letters;

        // Parts of random hexadecimal digits stand nowhere by chance. A key of the user's own may be made of words that do.
        bool isRandom = key.Length >= HexKeyLength && apiKey.All(char.IsAsciiHexDigit);
        AddEncoded(signature);
        if (isRandom)
        {
            AddEncoded(apiKey);
            return;
        }

        // A part of it in angle brackets may be read as a tag.
        byte[][] keys = [key, Letters(Encoding.UTF8.GetBytes(apiKey.Replace('<', ' '))).Letters];
        _keys = [.. keys.Where(letters => letters.Length >= MinFragment)];
        foreach (byte[] letters in _keys)
        {
            _fragments.Add(BinaryPrimitives.ReadUInt64BigEndian(letters));
        }

        _spellings = Spellings(apiKey);
    }

    private static ReadOnlySpan<byte> Stars => "***"u8;

    /// <summary>The text without secrets.</summary>
    public string Mask(string text) => Mask(Encoding.UTF8.GetBytes(text)) is { } masked ? Encoding.UTF8.GetString(masked) : text;

    /// <summary>The text without secrets, or null when it has none, which is the rule and costs no allocation.</summary>
    /// <param name="text">Text in UTF-8, or whatever bytes a server sent.</param>
    public byte[]? Mask(ReadOnlySpan<byte> text)
    {
        byte[]? masked = HasFragment(text) ? MaskLetters(text) : null;
        foreach (byte[] spelling in _spellings)
        {
            ReadOnlySpan<byte> now = masked ?? text;
            if (now.IndexOf(spelling) >= 0)
            {
                masked = Replace(now, spelling);
            }
        }

        return masked;
    }

    private static byte[] Replace(ReadOnlySpan<byte> text, ReadOnlySpan<byte> secret)
    {
        List<byte> result = new(text.Length);
        for (int at; (at = text.IndexOf(secret)) >= 0; text = text[(at + secret.Length)..])
        {
            result.AddRange(text[..at]);
            result.AddRange(Stars);
        }

        result.AddRange(text);
        return [.. result];
    }

    private bool HasFragment(ReadOnlySpan<byte> text)
    {
        var reader = new LetterReader(text);
        ulong window = 0;
        int count = 0;
        while (reader.Read(out byte letter))
        {
            window = (window << 8) | letter;
            if (++count >= MinFragment && _fragments.Contains(window))
            {
                return true;
            }
        }

        return false;
    }

    private byte[]? MaskLetters(ReadOnlySpan<byte> text)
    {
        (byte[] letters, int[] starts, int[] ends) = Letters(text);
        bool[] secret = new bool[letters.Length];
        ulong window = 0;
        for (int i = 0; i < letters.Length; i++)
        {
            window = (window << 8) | letters[i];
            if (i + 1 >= MinFragment && _fragments.Contains(window) && !BeginsKey(letters, i + 1 - MinFragment))
            {
                secret.AsSpan(i + 1 - MinFragment, MinFragment).Fill(true);
            }
        }

        foreach (byte[] key in _keys)
        {
            for (int from = 0, at; (at = letters.AsSpan(from).IndexOf(key)) >= 0; from += at + 1)
            {
                secret.AsSpan(from + at, key.Length).Fill(true);
            }
        }

        List<byte> masked = new(text.Length);
        int done = 0;
        for (int i = 0; i < letters.Length; i++)
        {
            if (!secret[i])
            {
                continue;
            }

            masked.AddRange(text[done..starts[i]]);
            masked.AddRange(Stars);
            while (i + 1 < letters.Length && secret[i + 1])
            {
                i++;
            }

            done = ends[i];
        }

        masked.AddRange(text[done..]);
        return done == 0 ? null : [.. masked];
    }

    /// <summary>Whether the beginning of the user's key stands there: alone it is no secret.</summary>
    private bool BeginsKey(byte[] letters, int at) => Array.Exists(_keys, key => letters.AsSpan(at).StartsWith(key.AsSpan(0, MinFragment)));

    /// <summary>The key as it is, and escaped for JSON, HTML and a URL; the longest first.</summary>
    private static byte[][] Spellings(string apiKey) =>
    [
        .. new[]
        {
            apiKey,
            JsonEncodedText.Encode(apiKey, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
            JsonEncodedText.Encode(apiKey).ToString(),
            WebUtility.HtmlEncode(apiKey),
            WebUtility.UrlEncode(apiKey),
            Uri.EscapeDataString(apiKey),
        }.Distinct().OrderByDescending(spelling => spelling.Length).Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Random digits as they are, in hexadecimal, and in base64, which depends on how many bytes stand before them.</summary>
    private void AddEncoded(string digits)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(digits);
        AddFragments(digits);
        AddFragments(Convert.ToHexString(bytes));
        for (int at = 0; at < 3; at++)
        {
            AddFragments(Convert.ToBase64String(bytes.AsSpan(at..^((bytes.Length - at) % 3))));
        }
    }

    private void AddFragments(string text)
    {
        ReadOnlySpan<byte> letters = Encoding.ASCII.GetBytes(text.ToLowerInvariant());
        for (; letters.Length >= MinFragment; letters = letters[1..])
        {
            _fragments.Add(BinaryPrimitives.ReadUInt64BigEndian(letters));
        }
    }

    private static (byte[] Letters, int[] Starts, int[] Ends) Letters(ReadOnlySpan<byte> text)
    {
        List<byte> letters = [];
        List<int> starts = [];
        List<int> ends = [];
        var reader = new LetterReader(text);
        while (reader.Read(out byte letter))
        {
            letters.Add(letter);
            starts.Add(reader.Start);
            ends.Add(reader.Position);
        }

        return ([.. letters], [.. starts], [.. ends]);
    }
}
