using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <content>When the requests are sent.</content>
public sealed partial class SendSmPushBatchCommand
{
    private readonly Dictionary<(string Zone, DateTimeOffset At), int> _plan = [];
    private SendTimes? _times;
    private DateTimeOffset? _scheduleAt;

    /// <summary>
    /// When to send; without it at once. Each different time of the piped objects becomes a request of its own. With -LocalTime it is the day.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "When SALESmanago sends it, for example 2026-12-01T09:00")]
    [Alias("ScheduledAt")]
    [TimeTextTransformation]
    public string? ScheduleAt { get; set; }

    /// <summary>
    /// A time of day, for example <c>09:00</c>: each recipient's time zone gets a request of its own, sent when clocks there show it.
    /// </summary>
    [Parameter(HelpMessage = "The local time of the recipients, for example 09:00")]
    public string? LocalTime { get; set; }

    /// <summary>The recipient's time zone, for <see cref="LocalTime"/>: an IANA name, or a Windows name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The recipient's time zone, for example Europe/Madrid")]
    [ArgumentCompleter(typeof(SmCompleter))]
    public string? Timezone { get; set; }

    /// <summary>The time zone of recipients without one, for <see cref="LocalTime"/>.</summary>
    [Parameter(HelpMessage = "The time zone of recipients without one")]
    [ArgumentCompleter(typeof(SmCompleter))]
    public string? DefaultTimezone { get; set; }

    private bool OnlyPlans => _times!.IsLocal && Preferences.IsWhatIf;

    /// <summary>Reads what the command line says about the time: what is wrong with it ends the command.</summary>
    private void ReadTimes()
    {
        _times = new SendTimes(Client.Options.TimeProvider);
        try
        {
            if (LocalTime is not null)
            {
                _times.SetLocalTime(LocalTime, DefaultTimezone);
            }

            _scheduleAt = IsGiven(nameof(ScheduleAt)) ? _times.ReadScheduleAt(ScheduleAt) : null;
        }
        catch (FormatException problem)
        {
            RefuseTimes(problem.Message);
        }

        if (LocalTime is null && DefaultTimezone is not null)
        {
            RefuseTimes("-DefaultTimezone is for -LocalTime.");
        }

        if (LocalTime is not null && IsGiven(nameof(Tag)))
        {
            RefuseTimes("-LocalTime cannot be used with -Tag, because only SALESmanago knows who has a tag, and where. Give -ScheduleAt.");
        }
    }

    private void RefuseTimes(string problem) => Refuse(problem, LocalTime ?? ScheduleAt);

    /// <summary>Ends the command at the first row when no row can have a time zone, and a time of day needs one.</summary>
    private void RequireTimezones()
    {
        if (!_times!.IsLocal || DefaultTimezone is not null || IsWritten(nameof(Timezone)))
        {
            return;
        }

        if (InputObject is null or { BaseObject: string })
        {
            RefuseTimes("-LocalTime needs the time zones of the recipients: a column Timezone, or -DefaultTimezone.");
        }

        FirstRow.Require(InputObject, NamesRecipients ? [nameof(Timezone)] : RecipientColumns, [nameof(Timezone)]);
    }

    /// <summary>When the current input is to be sent.</summary>
    /// <exception cref="FormatException">It cannot be read, is empty or in the past.</exception>
    private BatchRequest WithTime(BatchRequest request)
    {
        DateTimeOffset? scheduled = ScheduleAtOfRow();
        if (!_times!.IsLocal)
        {
            return request with { ScheduleAt = scheduled };
        }

        (DateTimeOffset at, string zone) = _times.InZone(Given.Trimmed(Timezone), scheduled);
        return request with { ScheduleAt = at, Timezone = zone };
    }

    private DateTimeOffset? ScheduleAtOfRow()
    {
        if (IsGiven(nameof(ScheduleAt)))
        {
            return _scheduleAt;
        }

        // A time that somebody left empty must not send at once; a result that was sent at once has none.
        bool isEmpty = MyInvocation.BoundParameters.ContainsKey(nameof(ScheduleAt)) && Given.Trimmed(ScheduleAt) is null;
        return isEmpty && InputObject?.Properties[nameof(SmBatchResult.Addressees)] is null
            ? throw new FormatException("ScheduleAt is empty in this input. Give it a time, or leave out the column to send at once")
            : _times!.ReadScheduleAt(ScheduleAt);
    }

    /// <summary>When a request is sent, in words; nothing when at once.</summary>
    private static string When(BatchRequest request) => request switch
    {
        { Timezone: { } zone, ScheduleAt: { } at } => $" at {SendTimes.Text(at)} ({zone})",
        { ScheduleAt: { } at } => $" at {ViewText.WithOffset(at)}",
        _ => "",
    };

    /// <summary>With <c>-WhatIf</c>, a campaign at local times is a table and not a line for each request.</summary>
    private void AddToPlan(BatchRequest request)
    {
        int recipients = _run!.Peek(request)?.JudgeEach(request, ResendUnknown).Count(verdict => verdict == JournalVerdict.Send)
            ?? request.Addressees.Count;
        (string Zone, DateTimeOffset At) key = (request.Timezone!, request.ScheduleAt!.Value);
        _plan[key] = _plan.GetValueOrDefault(key) + recipients;
    }

    private void WritePlan()
    {
        foreach (((string zone, DateTimeOffset at), int recipients) in _plan.OrderBy(one => one.Key.At).ThenBy(one => one.Key.Zone))
        {
            WriteObject(new SmBatchPlan { Timezone = zone, LocalTime = at, Utc = at.ToUniversalTime(), Recipients = recipients });
        }
    }
}
