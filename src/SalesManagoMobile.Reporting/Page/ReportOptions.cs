using System.Globalization;

namespace SalesManagoMobile.Reporting;

/// <summary>How a report looks.</summary>
/// <param name="Title">The headline.</param>
/// <param name="MadeAt">When the report is made.</param>
/// <param name="Culture">The culture of numbers and dates.</param>
public sealed record ReportOptions(string Title, DateTimeOffset MadeAt, CultureInfo Culture)
{
    /// <summary>What is compared side by side, the first with each; empty when nothing is.</summary>
    public IReadOnlyList<SmDeliveryMeasure> Compare { get; init; } = [];

    /// <summary>A picture above the headline as a data URI, as <see cref="ReportLogo"/> makes it; null for none.</summary>
    public string? Logo { get; init; }

    /// <summary>Inputs that could not be read, for the footer.</summary>
    public long Unreadable { get; init; }
}
