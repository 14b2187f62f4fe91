using System.Collections.Concurrent;

namespace SalesManagoMobile;

/// <summary>
/// The open sessions of the process, shared by all its runspaces: the one that cmdlets use when none is given, and those with a name.
/// </summary>
internal static class CurrentSession
{
    private static readonly ConcurrentDictionary<string, SmSession> Named = new(StringComparer.OrdinalIgnoreCase);
    private static SmSession? _value;

    public static SmSession? Value => Volatile.Read(ref _value) is { IsOpen: true } session ? session : null;

    /// <summary>The current session first, then those that were given a name.</summary>
    public static IEnumerable<SmSession> Open => Named.Values.Where(session => session.IsOpen).OrderBy(session => session.Name)
        .Prepend(Value).OfType<SmSession>().Distinct();

    /// <summary>Makes a session the current one.</summary>
    /// <param name="session">The session.</param>
    /// <param name="isNamed">Whether it stays open under its name when another becomes current.</param>
    public static void Set(SmSession session, bool isNamed)
    {
        Volatile.Write(ref _value, session);
        if (isNamed)
        {
            Named[session.Name] = session;
        }
    }

    /// <summary>The open session of a name, or null.</summary>
    public static SmSession? Find(string name) =>
        Open.FirstOrDefault(session => session.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Forgets a session, as the current one and under its name.</summary>
    public static void Clear(SmSession session)
    {
        Interlocked.CompareExchange(ref _value, null, session);
        Named.TryRemove(KeyValuePair.Create(session.Name, session));
    }
}
