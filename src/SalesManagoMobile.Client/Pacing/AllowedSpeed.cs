using System.Globalization;

namespace SalesManagoMobile.Client;

/// <summary>How fast requests may leave at present.</summary>
/// <param name="InFlight">The largest number in flight at once.</param>
/// <param name="PerSecond">The largest number a second, or null when it is not limited.</param>
public readonly record struct AllowedSpeed(int InFlight, double? PerSecond)
{
    /// <summary>The same in words, in the current culture.</summary>
    public override string ToString() => PerSecond is { } rate
        ? string.Create(CultureInfo.CurrentCulture, $"at most {InFlight} in flight, {rate:0.##} per second")
        : string.Create(CultureInfo.CurrentCulture, $"at most {InFlight} in flight");
}
