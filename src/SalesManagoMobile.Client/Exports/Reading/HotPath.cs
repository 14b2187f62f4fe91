using System.Runtime.CompilerServices;

namespace SalesManagoMobile.Client;

/// <summary>How the methods that run for every row and field are compiled.</summary>
internal static class HotPath
{
    /// <summary>
    /// Optimised at once. A script reads its file once, in an engine that has just started: the usual way, quick code first and better
    /// code later, would be done about when the file is. A third of the time for a million rows.
    /// </summary>
    public const MethodImplOptions Compilation = MethodImplOptions.AggressiveOptimization;

    /// <summary>Compiled into the methods above, so that it has no slow version of its own.</summary>
    public const MethodImplOptions Inlining = MethodImplOptions.AggressiveInlining;
}
