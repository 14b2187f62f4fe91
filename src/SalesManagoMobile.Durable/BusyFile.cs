namespace SalesManagoMobile.Durable;

/// <summary>Steps that fail while somebody else has a file open, which matters on Windows.</summary>
internal static class BusyFile
{
    private const int MaxTries = 20;
    private const int SharingViolation = unchecked((int)0x80070020);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Gives a new file its name. Waits for virus scanners that look at it, or at the file that it replaces.</summary>
    /// <exception cref="IOException">It cannot have the name. The message says when another program may be why.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not write there.</exception>
    public static async Task MoveAsync(string from, string to, bool overwrite, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await RetryAsync(() => File.Move(from, to, overwrite), time, cancellationToken).ConfigureAwait(false);
        }
        catch (UnauthorizedAccessException e) when (OperatingSystem.IsWindows() && File.Exists(to))
        {
            throw new IOException($"{e.Message} If the file is open in another program, close it there.", e);
        }
        catch (IOException e) when (e.HResult == SharingViolation)
        {
            throw new IOException("Another program keeps the new file open before it has its name, as virus scanners do.", e);
        }
    }

    /// <summary>
    /// Removes a new file that did not get its name. What cannot be removed stays: the failure before it is what has to be reported.
    /// </summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

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
