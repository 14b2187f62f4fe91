namespace SalesManagoMobile.Drills;

/// <summary>Every drill, in the order in which they run, and the parts of drills that run in a process of their own.</summary>
internal static class Drill
{
    /// <summary>The first argument of a process that a drill starts and kills; the second names the part.</summary>
    public const string ChildVerb = "child";

    public static IReadOnlyList<IDrill> All { get; } =
    [
    ];

    /// <summary>What a drill runs in another process, by name: gets the remaining arguments, returns the exit code.</summary>
    public static IReadOnlyDictionary<string, Func<string[], CancellationToken, Task<int>>> Children { get; } =
        new Dictionary<string, Func<string[], CancellationToken, Task<int>>>(StringComparer.Ordinal)
        {
        };
}
