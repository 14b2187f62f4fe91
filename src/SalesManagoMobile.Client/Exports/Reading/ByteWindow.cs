using System.Buffers;

namespace SalesManagoMobile.Client;

/// <summary>
/// A window over a stream that moves forward only. It grows to hold one row, never the file. When the stream turns out
/// to be damaged, what came before the damage is still handed out; the damage is reported afterwards.
/// </summary>
internal sealed class ByteWindow : IDisposable
{
    /// <summary>How many bytes behind <see cref="End"/> may be looked at, for searches that take many bytes at once.</summary>
    public const int Slack = 64;

    private const int FirstSize = (1 << 17) - Slack;
    private readonly Stream _stream;
    private readonly int _limit;
    private readonly CancellationToken _cancellationToken;

    public ByteWindow(Stream stream, int limit, CancellationToken cancellationToken)
    {
        _stream = stream;
        _limit = limit;
        _cancellationToken = cancellationToken;
        Buffer = ArrayPool<byte>.Shared.Rent(Math.Min(FirstSize, limit) + Slack);
    }

    public byte[] Buffer { get; private set; }

    /// <summary>How many bytes the window can show before it grows.</summary>
    public int Capacity => Math.Min(Buffer.Length - Slack, _limit);

    /// <summary>Where the unread bytes start in <see cref="Buffer"/>.</summary>
    public int Start { get; private set; }

    /// <summary>Where they end.</summary>
    public int End { get; private set; }

    /// <summary>Whether the stream has no more bytes than the window shows.</summary>
    public bool Ended { get; private set; }

    /// <summary>What broke the stream off before its end, or null.</summary>
    public Exception? Damage { get; private set; }

    public ReadOnlySpan<byte> Unread => Buffer.AsSpan(Start, End - Start);

    public void Advance(int count) => Start += count;

    /// <summary>Reads on, keeping all unread bytes. False when the stream has ended or the window is as large as it may grow.</summary>
    public bool Fill()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (Ended || !MakeRoom())
        {
            return false;
        }

        int before = End;
        try
        {
            while (End < Capacity)
            {
                int count = _stream.Read(Buffer, End, Capacity - End);
                if (count == 0)
                {
                    Ended = true;
                    break;
                }

                End += count;
            }
        }
        catch (Exception damage) when (damage is IOException or InvalidDataException or NotSupportedException)
        {
            Damage = damage;
            Ended = true;
        }

        return End > before;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(Buffer);
        Buffer = [];
        Start = End = 0;
    }

    private bool MakeRoom()
    {
        if (Start > 0)
        {
            Unread.CopyTo(Buffer);
            End -= Start;
            Start = 0;
        }

        if (End < Capacity)
        {
            return true;
        }

        if (Capacity >= _limit)
        {
            return false;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Min(Buffer.Length * 2, _limit + Slack));
        Unread.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(Buffer);
        Buffer = larger;
        return true;
    }
}
