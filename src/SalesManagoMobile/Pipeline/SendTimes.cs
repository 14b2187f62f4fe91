namespace SalesManagoMobile;

/// <summary>Reads when the requests of a command are to be sent.</summary>
internal sealed class SendTimes(TimeProvider time)
{
    // Clocks of two machines differ, and a time that is typed takes a moment.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Reads the time of a command or of a row; null when none is given.</summary>
    /// <exception cref="FormatException">It cannot be read, or is in the past.</exception>
    public DateTimeOffset? ReadScheduleAt(string? text)
    {
        try
        {
            DateTimeOffset? at = TimeInput.Read(text);
            DateTimeOffset now = time.GetUtcNow();
            return at >= now - Grace || at is null ? at : throw new FormatException(
                $"{ViewText.WithOffset(at)} is in the past (it is {ViewText.WithOffset(now)}), so the server would send at once. "
                    + "To send at once, leave it out");
        }
        catch (FormatException problem)
        {
            throw new FormatException($"-ScheduleAt: {problem.Message.TrimEnd('.')}.", problem);
        }
    }
}
