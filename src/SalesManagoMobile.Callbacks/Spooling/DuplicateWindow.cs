using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// Remembers the identity (id and status) of the last callbacks, and only of so many: memory stays bounded however long a
/// receiver runs.
/// </summary>
/// <param name="capacity">How many are remembered.</param>
internal sealed class DuplicateWindow(int capacity = DuplicateWindow.DefaultCapacity)
{
    public const int DefaultCapacity = 100_000;

    private readonly HashSet<UInt128> _known = [];
    private readonly Queue<UInt128> _oldestFirst = new();

    /// <summary>The line with its callback read, and marked when its like was seen before.</summary>
    public SpooledCallback Mark(SpooledCallback entry) =>
        entry.Post is { } post ? entry with { Callback = Mark(CallbackParser.Parse(post)) } : entry;

    /// <summary>The callback, marked when its like was seen before.</summary>
    public SmCallback Mark(SmCallback callback) => Identity(callback) is { } identity && !Remember(identity)
        ? callback with { IsDuplicate = true }
        : callback;

    /// <summary>What tells a repeat: null for shapes that carry no id.</summary>
    private static UInt128? Identity(SmCallback callback)
    {
        (string? id, string? status) = callback.Identity;
        if (string.IsNullOrEmpty(id))
        {
            return null;
        }

        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{id.Length}:{id}{status}"));
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private bool Remember(UInt128 identity)
    {
        if (!_known.Add(identity))
        {
            return false;
        }

        _oldestFirst.Enqueue(identity);
        if (_oldestFirst.Count > capacity)
        {
            _known.Remove(_oldestFirst.Dequeue());
        }

        return true;
    }
}
