using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile.Tests.Support;

/// <summary>The fields of one documented shape as the platform sends them, and the object they must become.</summary>
public sealed record ShapeVector(SmCallback Expected, params (string Name, string Value)[] Fields)
{
    /// <summary>What was told apart, without what only the receiver knows.</summary>
    public static SmCallback Essence(SmCallback callback) =>
        callback with { Fields = "{}", ReceivedAt = default, SourceAddress = null, IsDuplicate = false };

    public override string ToString() => Expected.Type ?? Expected.Kind.ToString();
}
