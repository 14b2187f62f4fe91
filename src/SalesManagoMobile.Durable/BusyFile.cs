namespace SalesManagoMobile.Durable;

/// <summary>Steps that fail while somebody else has a file open.</summary>
internal static class BusyFile
{
    private const int MaxTries = 20;
    private const int SharingViolation = unchecked((int)0x80070020);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Tries again for two seconds while somebody has the file open, as virus scanners on Windows do with a new one.</summary>
    public static async Task RetryAsync(Action step, TimeProvider time, CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                step();
                return;
            }
            catch (IOException e) when (e.HResult == SharingViolation && tries < MaxTries)
            {
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
            catch (UnauthorizedAccessException) when (OperatingSystem.IsWindows() && tries < MaxTries)
            {
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
