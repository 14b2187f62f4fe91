namespace SalesManagoMobile;

/// <summary>The session that cmdlets use when none is given: one for the process, shared by all its runspaces.</summary>
internal static class CurrentSession
{
    private static SmSession? _value;

    public static SmSession? Value => Volatile.Read(ref _value) is { IsOpen: true } session ? session : null;

    public static void Set(SmSession session) => Volatile.Write(ref _value, session);

    /// <summary>Leaves no current session, if <paramref name="session"/> is it.</summary>
    public static void Clear(SmSession session) => Interlocked.CompareExchange(ref _value, null, session);
}
