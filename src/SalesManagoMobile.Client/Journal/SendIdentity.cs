using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>
/// Computes what makes two sends the same: operation, push or custom content, application, recipient, properties.
/// What the server does not tell apart does not count: the case of an e-mail address, a UUID, a locale or a time zone, the order of
/// properties. Whether it tells <c>VIP</c> from <c>vip</c> is not documented, so tags and user ids count as they are written. Nor does the
/// time of a batch: whoever continues a run the next day may have to move it, and those who have the push must not get it again.
/// Nothing here may change between versions: a journal of yesterday would not know its sends today.
/// </summary>
internal static class SendIdentity
{
    public static SendId Of(PushRequest request)
    {
        ArrayBufferWriter<byte> text = Begin(request.Content is CustomPush ? Endpoint.SendCustomPush : Endpoint.SendPush);
        Add(text, request.ApplicationId);
        Add(text, request.Content);
        Add(text, Folded(request.Email));
        Add(text, Folded(request.ContactId));
        Add(text, request.UserId);
        Add(text, request.Properties);
        return Hash(text);
    }

    /// <summary>
    /// One for each recipient of a mass request, and one for each tag: who else is named in the same request does not matter, so a list
    /// may be sorted, corrected, continued and cut in other pieces from run to run.
    /// </summary>
    public static SendId[] OfEach(BatchRequest request)
    {
        ArrayBufferWriter<byte> text = Begin(request.Content is CustomPush ? Endpoint.SendCustomBatch : Endpoint.SendBatch);
        Add(text, request.ApplicationId);
        Add(text, request.Content);
        Add(text, request.Properties);
        byte[] common = text.WrittenSpan.ToArray();
        var ids = new SendId[request.Addressees.Count];
        for (int i = 0; i < ids.Length; i++)
        {
            text.ResetWrittenCount();
            text.Write(common);
            Add(text, AddresseePacker.WireName(request.Addressees[i].Type));
            Add(text, Fold(request.Addressees[i]));
            ids[i] = Hash(text);
        }

        return ids;
    }

    public static SendId Of(ContactRequest request)
    {
        ArrayBufferWriter<byte> text = Begin(Endpoint.CreateContact);
        foreach (string? field in (ReadOnlySpan<string?>)
            [
                request.ApplicationId, request.PushRegistrationId, request.System?.ToUpperInvariant(), request.SystemVersion,
                request.DeviceModel, Folded(request.Email), request.Phone, Folded(request.Timezone),
                Folded(request.Locale)?.Replace('-', '_'),
            ])
        {
            Add(text, field);
        }

        return Hash(text);
    }

    private static ArrayBufferWriter<byte> Begin(Endpoint endpoint)
    {
        var text = new ArrayBufferWriter<byte>(256);
        Add(text, endpoint.Path);
        return text;
    }

    private static SendId Hash(ArrayBufferWriter<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text.WrittenSpan, hash);
        return SendId.FromHash(hash);
    }

    private static void Add(ArrayBufferWriter<byte> text, PushContent content)
    {
        switch (content)
        {
            case ExistingPush existing:
                Add(text, Folded(existing.PushId));
                break;
            case CustomPush custom:
                Add(text, custom.Title);
                Add(text, custom.Content);
                Add(text, custom.Deeplink);
                Add(text, custom.ImageUrl);
                Add(text, custom.SoundName);
                Add(text, custom.Literal ? 1 : 0);
                break;
            default:
                throw new ArgumentException($"A push of type {content.GetType().Name} has no identity.", nameof(content));
        }
    }

    private static void Add(ArrayBufferWriter<byte> text, IReadOnlyDictionary<string, string>? properties)
    {
        Add(text, properties?.Count ?? 0);
        if (properties is null)
        {
            return;
        }

        string[] names = [.. properties.Keys];
        Array.Sort(names, StringComparer.Ordinal);
        foreach (string name in names)
        {
            Add(text, name);
            Add(text, properties[name]);
        }
    }

    private static void Add(ArrayBufferWriter<byte> text, long? number)
    {
        Span<byte> field = text.GetSpan(9);
        field[0] = number is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt64LittleEndian(field[1..], number ?? 0);
        text.Advance(9);
    }

    /// <summary>Each field goes in with its length, so that no two lists of fields read the same.</summary>
    private static void Add(ArrayBufferWriter<byte> text, string? field)
    {
        int length = field is null ? 0 : Encoding.UTF8.GetByteCount(field);
        Add(text, field is null ? null : (long?)length);
        if (field is null)
        {
            return;
        }

        Encoding.UTF8.GetBytes(field, text.GetSpan(length));
        text.Advance(length);
    }

    /// <summary>An addressee without what makes no difference: blanks around it, and case but for user ids and tags.</summary>
    public static string Fold(Addressee addressee) =>
        addressee.Type is AddresseeType.Email or AddresseeType.ContactId ? Folded(addressee.Value)! : addressee.Value;

    private static string? Folded(string? value) => value?.Trim().ToLowerInvariant();
}
