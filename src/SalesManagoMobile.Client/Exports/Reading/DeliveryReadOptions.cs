using System.Globalization;

namespace SalesManagoMobile.Client;

/// <summary>What a reading of an export may cost, what its rows are marked with, and how their times were written.</summary>
public sealed record DeliveryReadOptions
{
    /// <summary>Marks each row with the job that exported it.</summary>
    public long? JobId { get; init; }

    /// <summary>
    /// The culture under which times were written that are neither Unix milliseconds nor ISO 8601; see <see cref="TimeReader"/>.
    /// </summary>
    public CultureInfo? InputCulture { get; init; }

    /// <summary>The largest single row, in bytes. A longer one is a bad row. 1 KiB to 1 GiB, default 1 MiB.</summary>
    public int MaxRowBytes { get; init; } = 1 << 20;

    /// <summary>The most bytes that compressed content may expand to in all. Default 64 GiB: memory does not grow, only time.</summary>
    public long MaxExpandedBytes { get; init; } = 64L << 30;

    /// <summary>
    /// How many bytes one compressed byte may become, on average, once more than <see cref="ExpansionGrace"/> bytes came out.
    /// Real exports stay below 30; an archive made to expand without end reaches 1000. Default 200.
    /// </summary>
    public int MaxExpansionRatio { get; init; } = 200;

    /// <summary>The bytes that may come out before <see cref="MaxExpansionRatio"/> is looked at. Default 16 MiB.</summary>
    public long ExpansionGrace { get; init; } = 16L << 20;
}
