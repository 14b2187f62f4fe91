namespace SalesManagoMobile.Callbacks;

/// <summary>A file of the spool and the one that followed it when the file was moved away for rotation.</summary>
internal sealed class SpoolSegment(SpoolFile file)
{
    private SpoolSegment? _next;

    public SpoolFile File => file;

    /// <summary>Set once nothing more is appended to this file.</summary>
    public SpoolSegment? Next
    {
        get => Volatile.Read(ref _next);
        set => Volatile.Write(ref _next, value);
    }
}
