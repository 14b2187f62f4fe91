using System.Globalization;

namespace SalesManagoMobile.Drills;

/// <summary>What a drill counted, and every way in which the promise did not hold.</summary>
internal sealed class DrillReport
{
    private readonly List<KeyValuePair<string, string>> _figures = [];
    private readonly List<string> _broken = [];

    /// <summary>Why the machine cannot run the drill, or null.</summary>
    public string? SkippedBecause { get; private init; }

    public IReadOnlyList<KeyValuePair<string, string>> Figures => _figures;

    /// <summary>Empty when the promise held.</summary>
    public IReadOnlyList<string> Broken => _broken;

    public static DrillReport Skipped(string reason) => new() { SkippedBecause = reason };

    public DrillReport Count(string name, long value) => Add(name, value.ToString("N0", CultureInfo.InvariantCulture));

    public DrillReport Add(string name, string value)
    {
        _figures.Add(new(name, value));
        return this;
    }

    /// <summary>Records a broken promise unless the condition holds.</summary>
    public DrillReport Expect(bool condition, string otherwise)
    {
        if (!condition)
        {
            _broken.Add(otherwise);
        }

        return this;
    }

    /// <summary>The figures in one line: <c>sent 5,000, twice 0</c>.</summary>
    public override string ToString() => string.Join(", ", _figures.Select(static figure => $"{figure.Key} {figure.Value}"));
}
