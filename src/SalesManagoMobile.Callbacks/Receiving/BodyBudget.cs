namespace SalesManagoMobile.Callbacks;

/// <summary>
/// The memory that all bodies together may take at one moment. A body's first 16 KiB are free, so callers with ordinary
/// callbacks never meet it; those with large ones are told to come back.
/// </summary>
internal sealed class BodyBudget(long bytes)
{
    public const int FreeBytes = 16 * 1024;

    private long _left = bytes;

    public bool TryTake(int count)
    {
        if (Interlocked.Add(ref _left, -count) >= 0)
        {
            return true;
        }

        Interlocked.Add(ref _left, count);
        return false;
    }

    public void Return(int count) => Interlocked.Add(ref _left, count);
}
