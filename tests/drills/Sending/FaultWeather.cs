using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>What goes wrong at the server while one sender lives: another thing for each.</summary>
internal static class FaultWeather
{
    private static readonly SandboxFaults[] Kinds =
    [
        SandboxFaults.None,
        SandboxFaults.None with { DropBeforeProcessingRate = 0.1 },
        SandboxFaults.None with { DropAfterProcessingRate = 0.1 },
        SandboxFaults.None with { TruncateRate = 0.1 },
        SandboxFaults.None with { HtmlRate = 0.1 },
        SandboxFaults.None with { ServerErrorRate = 0.1 },
        SandboxFaults.None with { ThrottleRate = 0.5, RetryAfter = TimeSpan.Zero },
        SandboxFaults.None with { ThrottleRate = 0.2, RetryAfter = TimeSpan.FromSeconds(1), ThrottleStatus = 503 },
        SandboxFaults.None with { Delay = TimeSpan.FromMilliseconds(40) },
        SandboxFaults.None with
        {
            Delay = TimeSpan.FromMilliseconds(5),
            DropAfterProcessingRate = 0.05,
            DropBeforeProcessingRate = 0.05,
            ThrottleEvery = 97,
            RetryAfter = TimeSpan.Zero,
        },
    ];

    public static SandboxFaults Next(Random random) => Kinds[random.Next(Kinds.Length)];
}
