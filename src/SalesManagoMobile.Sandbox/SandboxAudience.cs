namespace SalesManagoMobile.Sandbox;

/// <summary>How people react to what they are sent: shares from 0 to 1, and how long they take.</summary>
public sealed record SandboxAudience
{
    /// <summary>The share of pushes that a device displays. Default 0.7.</summary>
    public double DisplayRate { get; init; } = 0.7;

    /// <summary>The share of displayed pushes that are clicked. Default 0.2.</summary>
    public double ClickRate { get; init; } = 0.2;

    /// <summary>The share of displayed pushes that are dismissed. Nobody both clicks and dismisses. Default 0.3.</summary>
    public double DismissRate { get; init; } = 0.3;

    /// <summary>The share of displays that happen within three seconds, because the phone is at hand. Default 0.5.</summary>
    public double AtHandRate { get; init; } = 0.5;

    /// <summary>How long the others take to display, on average. Default 40 minutes.</summary>
    public TimeSpan DisplayDelay { get; init; } = TimeSpan.FromMinutes(40);

    /// <summary>How long people take from display to click or dismissal, on average. Default 20 s.</summary>
    public TimeSpan ReactionDelay { get; init; } = TimeSpan.FromSeconds(20);
}
