using System.Collections.Concurrent;

namespace SalesManagoMobile;

/// <summary>
/// The sandboxes that this process serves. Like the current session they outlive the command that made them, so that
/// Stop-SmSandbox finds those whose object was lost.
/// </summary>
internal static class RunningSandboxes
{
    private static readonly ConcurrentDictionary<SmSandbox, bool> Served = new();

    public static IReadOnlyCollection<SmSandbox> All => [.. Served.Keys.OrderBy(static sandbox => sandbox.StartedAt)];

    public static void Add(SmSandbox sandbox) => Served[sandbox] = true;

    public static void Remove(SmSandbox sandbox) => Served.TryRemove(sandbox, out _);
}
