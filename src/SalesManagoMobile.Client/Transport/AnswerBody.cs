using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace SalesManagoMobile.Client;

/// <summary>The bytes of an answer in a pooled buffer.</summary>
internal sealed class AnswerBody : IDisposable
{
    private byte[]? _buffer;
    private int _start;
    private int _length;

    private AnswerBody(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(_start, _length - _start);

    /// <summary>Reads to the end, or up to one byte more than <paramref name="limit"/>: then the result is null.</summary>
    public static async ValueTask<AnswerBody?> ReadAsync(HttpContent content, long limit, CancellationToken cancellationToken)
    {
        long expected = content.Headers.ContentLength ?? 0;
        if (expected > limit)
        {
            return null;
        }

        AnswerBody body = new((int)Math.Clamp(expected + 1, 1024, 1024 * 1024));
        try
        {
            Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                while (await body.FillAsync(stream, cancellationToken).ConfigureAwait(false))
                {
                    if (body._length > limit)
                    {
                        body.Dispose();
                        return null;
                    }
                }
            }

            body.Normalise();
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>The first characters of the answer as text, whatever it is, without secrets: masked before it is cut, so that no half of one is left.</summary>
    public string Text(int characters, Secrets secrets)
    {
        ReadOnlySpan<byte> bytes = Bytes.Span;
        string text = secrets.Mask(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, (characters + secrets.Longest) * 4)]));
        if (text.Length <= characters)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[characters - 1]) ? characters - 1 : characters)];
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask<bool> FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (_length == _buffer!.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * _length, Array.MaxLength));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        int read = await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false);
        _length += read;
        return read > 0;
    }

    /// <summary>Steps over a byte order mark, and replaces bytes that are not UTF-8 as a reader of text would.</summary>
    private void Normalise()
    {
        if (Bytes.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            _start = Encoding.UTF8.Preamble.Length;
        }

        if (Utf8.IsValid(Bytes.Span))
        {
            return;
        }

        byte[] readable = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Bytes.Span));
        byte[] larger = ArrayPool<byte>.Shared.Rent(readable.Length);
        readable.CopyTo(larger, 0);
        Dispose();
        _buffer = larger;
        (_start, _length) = (0, readable.Length);
    }
}
