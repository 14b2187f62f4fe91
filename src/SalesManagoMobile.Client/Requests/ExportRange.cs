namespace SalesManagoMobile.Client;

/// <summary>A range of whole seconds for one export; both ends lie in it.</summary>
/// <remarks>
/// The API counts in seconds and does not document whether the last one is in the range. Read as it is written, it is: then ranges made
/// by <see cref="Split"/> name every second once, so that no conversation is exported twice and none is left out.
/// </remarks>
public readonly record struct ExportRange(DateTimeOffset From, DateTimeOffset To)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    internal long FromSeconds => From.ToUnixTimeSeconds();

    /// <summary>Rounded up, so that a fraction of the last second is not lost.</summary>
    internal long ToSeconds => To.ToUnixTimeSeconds() + (To.UtcTicks % TimeSpan.TicksPerSecond == 0 ? 0 : 1);

    /// <summary>
    /// Cuts a range of any length into ranges of at most 30 days, oldest first, with neither a gap nor an overlap: each begins a second
    /// after the one before it ends. The first begins at <paramref name="after"/> rounded down, the last ends at
    /// <paramref name="before"/> rounded up.
    /// </summary>
    /// <exception cref="SmException">
    /// <see cref="SmFailureKind.InvalidInput"/>: <paramref name="after"/> is not before <paramref name="before"/>.
    /// </exception>
    public static IReadOnlyList<ExportRange> Split(DateTimeOffset after, DateTimeOffset before)
    {
        if (after >= before)
        {
            throw Problems.Refusal(Endpoint.ExportPush, [NotInOrder(after, before)]);
        }

        ExportRange whole = new(after, before);
        var from = DateTimeOffset.FromUnixTimeSeconds(whole.FromSeconds);
        var end = DateTimeOffset.FromUnixTimeSeconds(whole.ToSeconds);
        List<ExportRange> ranges = [];
        while (end - from > Limits.ExportRange)
        {
            DateTimeOffset to = from + Limits.ExportRange;

            // A range must end after it begins, so that a single second may not be left over for the last one.
            if (end - to == Second)
            {
                to -= Second;
            }

            ranges.Add(new(from, to));
            from = to + Second;
        }

        ranges.Add(new(from, end));
        return ranges;
    }

    internal static string NotInOrder(DateTimeOffset after, DateTimeOffset before) =>
        $"After: {after:u} is not before Before {before:u}";
}
