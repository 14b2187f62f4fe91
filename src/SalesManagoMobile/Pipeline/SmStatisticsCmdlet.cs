using System.Globalization;
using System.Management.Automation;
using SalesManagoMobile.Client;
using SalesManagoMobile.Reporting;

namespace SalesManagoMobile;

/// <summary>A cmdlet that counts delivery records and statistics, from files and from the pipeline.</summary>
public abstract class SmStatisticsCmdlet : SmCmdlet
{
    private StatisticsInput? _input;

    /// <summary>Exported files to read; wildcards are allowed.</summary>
    [Parameter(Position = 1, HelpMessage = "Exported files to read, for example exports/*.zip")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    [Parameter(HelpMessage = "Exported files to read, by their exact names")]
    [Alias("LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Delivery records, statistics, conversations, pushes, exported files, or rows of a CSV or JSON file.</summary>
    [Parameter(ValueFromPipeline = true, HelpMessage = "Delivery records, statistics, or rows with their columns")]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// The culture under which times in files and rows were written, when they are neither Unix milliseconds nor ISO 8601.
    /// </summary>
    [Parameter(HelpMessage = "The culture that wrote the times in the input, for example de-DE")]
    public CultureInfo? InputCulture { get; set; }

    /// <summary>The time zone of days and hours; this machine's by default.</summary>
    [Parameter(HelpMessage = "The time zone of days and hours, by its IANA name, for example Europe/Madrid")]
    [ArgumentCompleter(typeof(SmCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    /// <summary>Messages sent before it do not count. Those of the equally long period before it serve for comparison.</summary>
    [Parameter(HelpMessage = "Counts only messages sent at this time or later")]
    [DateTimeOffsetTransformation]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Messages sent at this time or later do not count.</summary>
    [Parameter(HelpMessage = "Counts only messages sent before this time")]
    [DateTimeOffsetTransformation]
    public DateTimeOffset? Until { get; set; }

    private protected DeliveryStatistics Statistics { get; private set; } = null!;

    /// <summary>Whether the groups of recipients are wanted.</summary>
    private protected abstract bool NeedsGroups { get; }

    /// <summary>Checks what can be checked before anything is read.</summary>
    private protected virtual void Check()
    {
    }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        DateTimeOffset now = DateTimeOffset.Now;
        if (Since >= (Until ?? now))
        {
            string end = Until is null ? "now, where the period ends without -Until" : $"-Until {Until:yyyy-MM-ddTHH:mmzzz}";
            Refuse($"-Since {Since:yyyy-MM-ddTHH:mmzzz} is not before {end}.", Since);
        }

        TimeZoneInfo? zone = TimeZoneInfo.Local;
        if (TimeZone is not null && !TimeZoneNames.TryFind(TimeZone, out zone))
        {
            Refuse($"-TimeZone '{TimeZone}' is not known on this machine. Give an IANA name, for example Europe/Madrid.", TimeZone);
        }

        Check();
        Statistics = new DeliveryStatistics(new StatisticsScope(zone!, Since, Until, now));
        _input = new StatisticsInput(Statistics, new TimeReader(InputCulture), NeedsGroups);
        foreach (string file in Paths.Existing(Path, literal: false).Concat(Paths.Existing(LiteralPath, literal: true)))
        {
            Read(file);
        }
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (InputObject?.BaseObject is FileInfo file)
        {
            Read(file.FullName);
        }
        else if (InputObject is { } input && _input!.Add(input) is { } problem)
        {
            WriteOneOfMany(ErrorTable.InvalidReportInput.For(problem, input));
        }
    }

    /// <summary>Warns of what is not in the figures.</summary>
    private protected void WarnOfOmissions()
    {
        LeftOut left = Statistics.LeftOut;
        Warn(Unreadable - RepeatedErrors.MaxOfOneKind, "more inputs could not be read and are not counted. The first errors say why.");
        Warn(left.WithoutDate, "messages have no sent date and are not counted, because -Since or -Until is given.");
        Warn(left.Beyond, "records are in the totals only: there are too many different names and days to list them separately.");
        Warn(left.Statistics, "rows of statistics are not counted: there are more than this command keeps.");
        Warn(Statistics.Delays.Negative, "clicks are dated before their message was sent and have no time to click.");
        if (left.Outside > 0)
        {
            WriteVerbose(string.Create(CultureInfo.CurrentCulture, $"{left.Outside:N0} messages were sent outside of the period."));
        }
    }

    /// <summary>How many inputs could not be read.</summary>
    private protected long Unreadable { get; private set; }

    private protected override void WriteFailure(SmException failure, object? target) =>
        WriteOneOfMany(failure.ToErrorRecord(target));

    private void Warn(long count, string text)
    {
        if (count > 0)
        {
            WriteWarning(string.Create(CultureInfo.CurrentCulture, $"{count:N0} {text}"));
        }
    }

    private void WriteOneOfMany(ErrorRecord error)
    {
        if (++Unreadable <= RepeatedErrors.MaxOfOneKind)
        {
            WriteError(error);
        }
    }

    private void Read(string path) =>
        new DeliveryOutput(this, failure => WriteFailure(failure, path)).ReadFile(path, InputCulture, Take);

    private void Take(IReadOnlyList<SmDeliveryRecord> block)
    {
        for (int i = 0; i < block.Count; i++)
        {
            Statistics.Add(block[i]);
        }
    }
}
