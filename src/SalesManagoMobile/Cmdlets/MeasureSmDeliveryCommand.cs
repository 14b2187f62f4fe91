using System.Management.Automation;
using SalesManagoMobile.Reporting;

namespace SalesManagoMobile;

/// <summary>
/// Counts delivery records and statistics by push, conversation, platform, group, day, week, month or hour, with rates and their 95 %
/// intervals: the figures of the report as objects.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "SmDelivery")]
[OutputType(typeof(SmDeliveryMeasure))]
public sealed class MeasureSmDeliveryCommand : SmStatisticsCmdlet
{
    /// <summary>What to count by; several are emitted one after the other.</summary>
    [Parameter(HelpMessage = "What to count by; Push by default")]
    [ValidateNotNullOrEmpty]
    public SmMeasureBy[] By { get; set; } = [SmMeasureBy.Push];

    private protected override bool NeedsGroups => By.Contains(SmMeasureBy.Group);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        WarnOfOmissions();
        if (Statistics.Records == 0 && Statistics.StatisticsRows == 0)
        {
            return;
        }

        var summary = new StatisticsSummary(Statistics);
        WriteObject(By.SelectMany(summary.By), enumerateCollection: true);
        if (NeedsGroups && summary.Groups.Count == 0)
        {
            WriteWarning(
                "No delivery record has a Group. Pipe the records through Split-SmAudience first, with the names and the seed of the "
                    + "campaign.");
        }
    }
}
