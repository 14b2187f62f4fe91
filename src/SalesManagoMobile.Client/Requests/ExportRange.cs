namespace SalesManagoMobile.Client;

/// <summary>
/// A range of whole seconds for one export, from <see cref="From"/> up to, but not including, <see cref="To"/>.
/// </summary>
/// <remarks>
/// The API does not document whether it counts the last second in. Ranges made by <see cref="Split"/> touch: where the server does count it,
/// a conversation begun at exactly that instant is named by two jobs, which one can see; a second left out between two ranges would lose
/// what began in it, which nobody could see.
/// </remarks>
public readonly record struct ExportRange(DateTimeOffset From, DateTimeOffset To)
{
    internal long FromSeconds => From.ToUnixTimeSeconds();

    /// <summary>Rounded up, so that a fraction of the last second is not lost.</summary>
    internal long ToSeconds => To.ToUnixTimeSeconds() + (To.UtcTicks % TimeSpan.TicksPerSecond == 0 ? 0 : 1);

    /// <summary>
    /// Cuts a range of any length into ranges of at most 30 days, oldest first, with neither a gap nor an overlap. The first begins at
    /// <paramref name="after"/> rounded down to a second, the last ends at <paramref name="before"/> rounded up.
    /// </summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.InvalidInput"/>: <paramref name="after"/> is not before <paramref name="before"/>.</exception>
    public static IReadOnlyList<ExportRange> Split(DateTimeOffset after, DateTimeOffset before)
    {
        if (after >= before)
            throw new SmException(SmFailureKind.InvalidInput, $"export push: nothing was sent. timeFrom: {after:u} is not before timeTo {before:u}.") { Endpoint = Endpoint.ExportPush };
        ExportRange whole = new(after, before);
        DateTimeOffset from = DateTimeOffset.FromUnixTimeSeconds(whole.FromSeconds);
        DateTimeOffset end = DateTimeOffset.FromUnixTimeSeconds(whole.ToSeconds);
        List<ExportRange> ranges = [];
        while (from < end)
        {
            DateTimeOffset to = end - from > Limits.ExportRange ? from + Limits.ExportRange : end;
            ranges.Add(new(from, to));
            from = to;
        }

        return ranges;
    }
}
