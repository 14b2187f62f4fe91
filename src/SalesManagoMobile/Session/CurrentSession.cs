namespace SalesManagoMobile;

/// <summary>The session that cmdlets use when none is given: one for the process, shared by all its runspaces.</summary>
internal static class CurrentSession
{
    private static SmSession? s_value;

    public static SmSession? Value => Volatile.Read(ref s_value) is { IsOpen: true } session ? session : null;

    public static void Set(SmSession session) => Volatile.Write(ref s_value, session);

    /// <summary>Leaves no current session, if <paramref name="session"/> is it.</summary>
    public static void Clear(SmSession session) => Interlocked.CompareExchange(ref s_value, null, session);
}
