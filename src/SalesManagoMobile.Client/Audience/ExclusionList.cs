using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>
/// People who are to be left out, from files: text lists, CSV files and send journals. It keeps a hash of each id and no text, about 20
/// bytes each. That one of ten million recipients is taken for one of a million on the list happens by chance once in two million runs.
/// </summary>
public sealed class ExclusionList
{
    private const int MaxLists = ushort.MaxValue;

    // Odd numbers with as many ones as zeros, and nothing else to them.
    private const ulong First = 0xa0761d6478bd642f;
    private const ulong Second = 0xe7037ed1a0b428db;
    private const ulong Third = 0x8ebc6af09c88c6e3;

    private readonly JournalTable<ushort> _ids = new();
    private readonly List<ExcludedKinds> _lists = [];
    private byte[] _key = new byte[256];

    private ExclusionList()
    {
    }

    /// <summary>How many different ids are on the lists.</summary>
    public int Count => _ids.Count;

    /// <summary>What the user should know about lists that can be used.</summary>
    public IEnumerable<string> Warnings => _lists.SelectMany(list => list.Warnings);

    /// <summary>What the user should know after the first person was compared: people of a list who cannot be recognised.</summary>
    public IEnumerable<string> Partly => _lists.Select(list => list.Partly).OfType<string>();

    /// <summary>Reads files. Each is a journal, a CSV file or a text list, as its content says.</summary>
    /// <exception cref="SmException">
    /// <see cref="SmFailureKind.InvalidInput"/>: a file is no list. <see cref="SmFailureKind.Journal"/>: a journal is damaged.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file cannot be read.</exception>
    public static ExclusionList Read(IReadOnlyList<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(paths.Count, MaxLists, nameof(paths));
        var all = new ExclusionList();
        foreach (string path in paths)
        {
            var kinds = new ExcludedKinds(Path.GetFileName(path));
            all._lists.Add(kinds);
            ExclusionFile.Read(path, kinds, all.Add, cancellationToken);
        }

        return all;
    }

    /// <summary>Why a person cannot be compared with one of the lists, or null: list and person have no kind of id in common.</summary>
    /// <param name="person">All ids of the person that are known.</param>
    public string? Incomparable(IReadOnlyList<Addressee> person)
    {
        ArgumentNullException.ThrowIfNull(person);
        int kinds = person.Aggregate(0, static (all, id) => all | ExcludedKinds.Bit(id.Type));
        return _lists.Select(list => list.Incomparable(kinds)).FirstOrDefault(static problem => problem is not null);
    }

    /// <summary>The name of the list that has one of a person's ids, or null.</summary>
    /// <param name="person">All ids of the person that are known.</param>
    public string? NamedBy(IReadOnlyList<Addressee> person)
    {
        ArgumentNullException.ThrowIfNull(person);
        foreach (Addressee id in person)
        {
            ushort list = _ids.Get(KeyOf(id.Type, Encoding.UTF8.GetBytes(id.Value)));
            if (list > 0)
            {
                return _lists[list - 1].Name;
            }
        }

        return null;
    }

    private void Add(AddresseeType type, ReadOnlySpan<byte> id)
    {
        SendId key = KeyOf(type, id);
        if (_ids.Get(key) == 0)
        {
            _ids.Set(key, (ushort)_lists.Count);
        }
    }

    /// <summary>The hash of an id without what makes no difference, by the rules of the journal's identity of a recipient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private SendId KeyOf(AddresseeType type, ReadOnlySpan<byte> id)
    {
        id = id.Trim(" \t\r\n"u8);
        byte[]? folded = Ascii.IsValid(id) ? null
            : Encoding.UTF8.GetBytes(SendIdentity.Fold(new Addressee(type, Encoding.UTF8.GetString(id).Trim())));
        int length = folded?.Length ?? id.Length;
        if (_key.Length < length + 1)
        {
            _key = new byte[length + 1];
        }

        Span<byte> key = _key.AsSpan(0, length + 1);
        key[0] = (byte)type;
        if (folded is not null)
        {
            folded.CopyTo(key[1..]);
        }
        else if (type == AddresseeType.UserId || Ascii.ToLower(id, key[1..], out _) != OperationStatus.Done)
        {
            id.CopyTo(key[1..]);
        }

        ulong hash = Hash(key);
        return new SendId(hash, hash);
    }

    /// <summary>64 bits of every byte: a cryptographic hash would take most of the time that a list of a million takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        ulong hash = First ^ (ulong)bytes.Length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes), Second);
        }

        Span<byte> last = stackalloc byte[sizeof(ulong)];
        last.Clear();
        bytes.CopyTo(last);
        return Mix(Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(last), Third), First);
    }

    private static ulong Mix(ulong one, ulong other) => Math.BigMul(one, other, out ulong low) ^ low;
}

/// <summary>By which kinds of id one list names people.</summary>
/// <param name="name">The file's name.</param>
internal sealed class ExcludedKinds(string name)
{
    public static readonly AddresseeType[] All = [AddresseeType.Email, AddresseeType.ContactId, AddresseeType.UserId];

    // How many people are named by each combination of kinds.
    private readonly long[] _people = new long[8];
    private readonly string?[] _problems = new string?[8];
    private readonly bool[] _judged = new bool[8];
    private long _useless;
    private string? _firstUseless;

    public string Name => name;

    public IEnumerable<string> Warnings
    {
        get
        {
            if (_people.Sum() == 0 && _useless == 0)
            {
                yield return $"-ExcludePath: {name} names nobody, so it excludes nobody.";
            }

            if (_firstUseless is not null)
            {
                yield return string.Create(
                    CultureInfo.CurrentCulture,
                    $"-ExcludePath: {_useless:N0} entries of {name} exclude nobody, because {_firstUseless} is not an address or id.");
            }
        }
    }

    /// <summary>What is to be said once a person was compared, or null.</summary>
    public string? Partly { get; private set; }

    public static int Bit(AddresseeType type) => type switch
    {
        AddresseeType.Email => 1,
        AddresseeType.ContactId => 2,
        AddresseeType.UserId => 4,
        _ => 0,
    };

    public void AddPerson(int kinds) => _people[kinds]++;

    public void AddUseless(long line, string text)
    {
        _useless++;
        _firstUseless ??= string.Create(CultureInfo.InvariantCulture, $"{Problems.Quoted(text)} (line {line})");
    }

    /// <summary>Why people with these kinds of id cannot be compared with the list, or null.</summary>
    public string? Incomparable(int kinds)
    {
        if (!_judged[kinds])
        {
            _judged[kinds] = true;
            long all = _people.Sum();
            long apart = _people.Where((_, own) => own > 0 && (own & kinds) == 0).Sum();
            _problems[kinds] = apart < all || all == 0 ? null
                : $"{name} names people by {Names(Enumerable.Range(1, 7).Where(own => _people[own] > 0).Aggregate((a, b) => a | b))}, and "
                + $"this input names them by {(kinds == 0 ? "nothing" : Names(kinds))}. They cannot be compared.";
            Partly = apart == 0 || apart == all ? Partly : string.Create(
                CultureInfo.CurrentCulture,
                $"-ExcludePath: {apart:N0} of the {all:N0} people of {name} have no {Names(kinds)} there, so they are not excluded.");
        }

        return _problems[kinds];
    }

    private static string Names(int kinds) => string.Join(" or ", All.Where(kind => (kinds & Bit(kind)) != 0));
}
