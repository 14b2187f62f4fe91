using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Lists the pushes that were sent to a person, newest first, also beyond the 500 entries of one answer.</summary>
[Cmdlet(VerbsCommon.Get, "SmPushHistory")]
[OutputType(typeof(SmPushHistoryEntry))]
public sealed class GetSmPushHistoryCommand : SmSessionCmdlet
{
    /// <summary>The person's e-mail address.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string? Email { get; set; }

    /// <summary>The person's user id. It wins over the e-mail address when both are given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? UserId { get; set; }

    /// <summary>A row or object with the person, or the person's e-mail address as text.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Only what was sent at this time or later.</summary>
    [Parameter]
    [DateTimeOffsetTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Only what was sent at this time or earlier.</summary>
    [Parameter]
    [DateTimeOffsetTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <summary>At most this many entries per person, the newest ones.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>Also asks when each push was displayed, clicked and dismissed.</summary>
    [Parameter]
    public SwitchParameter Extended { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(SmHost.Mobile);
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var request = new HistoryRequest
        {
            Email = Given.Text(Email) ?? Given.Text(InputObject?.BaseObject as string),
            UserId = Given.Text(UserId),
            After = After,
            Before = Before,
            Extended = Extended,
        };
        Try(request.UserId ?? request.Email, () =>
        {
            foreach (SmPushHistoryEntry entry in Enumerate(token => Client.GetHistoryAsync(request, First, PostWarning, token)))
            {
                WriteObject(entry);
            }
        });
    }
}
