using System.Globalization;
using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>Writes errors about single inputs: five of each kind. The rest of a kind is counted in one line at the end.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="rest">Where the reasons are of those that are counted, or what became of their inputs.</param>
internal sealed class RepeatedErrors(Cmdlet cmdlet, string rest = "the Message of each result has the reason")
{
    /// <summary>How many errors of one kind are written.</summary>
    public const int MaxOfOneKind = 5;

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public void Write(ErrorRecord error)
    {
        string kind = error.FullyQualifiedErrorId;
        int count = _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        if (count <= MaxOfOneKind)
        {
            cmdlet.WriteError(error);
        }
    }

    /// <summary>Warns of the errors that were not written.</summary>
    public void WriteCounts()
    {
        foreach ((string kind, int count) in _counts.Where(one => one.Value > MaxOfOneKind))
        {
            cmdlet.WriteWarning(string.Create(
                CultureInfo.CurrentCulture,
                $"{count - MaxOfOneKind:N0} more errors of the kind {kind.Split(',')[0]} are not shown; {rest}."));
        }

        _counts.Clear();
    }
}
