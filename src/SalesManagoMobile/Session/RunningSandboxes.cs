using System.Collections.Concurrent;

namespace SalesManagoMobile;

/// <summary>
/// The sandboxes that this process serves. Like the current session they outlive the command that made them, so that
/// Stop-SmSandbox finds those whose object was lost.
/// </summary>
internal static class RunningSandboxes
{
    private static readonly ConcurrentDictionary<SmSandbox, bool> s_all = new();

    public static IReadOnlyCollection<SmSandbox> All => [.. s_all.Keys.OrderBy(static sandbox => sandbox.StartedAt)];

    public static void Add(SmSandbox sandbox) => s_all[sandbox] = true;

    public static void Remove(SmSandbox sandbox) => s_all.TryRemove(sandbox, out _);
}
