using System.Management.Automation;
using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile;

/// <summary>
/// Turns callbacks into typed objects: a body as it arrived at somebody else's web host, fields that the host has taken
/// apart, or a spool of Receive-SmCallback.
/// </summary>
[Cmdlet(VerbsData.ConvertFrom, "SmCallback", DefaultParameterSetName = "Input")]
[OutputType(
    typeof(SmIncomingMessageCallback), typeof(SmSmsCallback), typeof(SmPushCallback), typeof(SmFacebookCallback), typeof(SmEmailCallback),
    typeof(SmLocationCallback), typeof(SmLinkVisitCallback), typeof(SmUserResponseCallback), typeof(SmInteractionCallback),
    typeof(SmDeliveryReportCallback), typeof(SmUnknownCallback))]
public sealed class ConvertFromSmCallbackCommand : SmCmdlet
{
    /// <summary>The body of one callback: a text, or bytes.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Body", HelpMessage = "The body of one callback")]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object Body { get; set; } = "";

    /// <summary>The fields of a callback as a hashtable or an object; or a body as a text.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Input", ValueFromPipeline = true, HelpMessage = "The fields of a callback")]
    [AllowEmptyString]
    public PSObject InputObject { get; set; } = new();

    /// <summary>Spools of Receive-SmCallback, also while it runs; wildcards are resolved.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Spool", HelpMessage = "Spools of Receive-SmCallback, also while it runs")]
    [SupportsWildcards]
    public string[] SpoolPath { get; set; } = [];

    /// <summary>The Content-Type header that came with the body. Without it the body's first characters decide.</summary>
    [Parameter(ParameterSetName = "Body", HelpMessage = "The Content-Type header that came with the body")]
    [Parameter(ParameterSetName = "Input", HelpMessage = "The Content-Type header that came with the body")]
    public string? ContentType { get; set; }

    [Parameter(ParameterSetName = "Body", HelpMessage = "The address that the callback came from")]
    [Parameter(ParameterSetName = "Input", HelpMessage = "The address that the callback came from")]
    public string? SourceAddress { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Spool")
        {
            foreach (string file in Paths.Existing(SpoolPath, literal: false, nameof(SpoolPath)))
            {
                ReadSpool(file);
            }
        }
        else if (CallbackInput.Body(ParameterSetName == "Body" ? Body : InputObject) is { } body)
        {
            WriteObject(CallbackParser.Parse(new ReceivedPost
            {
                ReceivedAt = DateTimeOffset.UtcNow,
                SourceAddress = SourceAddress,
                ContentType = ContentType,
                Body = body,
            }));
        }
        else if (ParameterSetName == "Body")
        {
            WriteError(ErrorTable.InvalidParameter.For($"A body is a text or bytes, not {Body.GetType().Name}.", Body));
        }
        else
        {
            ReadFields();
        }
    }

    private void ReadFields()
    {
        try
        {
            WriteObject(
                CallbackParser.FromFields(CallbackInput.Fields(InputObject), DateTimeOffset.UtcNow) with { SourceAddress = SourceAddress });
        }
        catch (ArgumentException tooMany)
        {
            WriteError(ErrorTable.InvalidParameter.For(tooMany, InputObject));
        }
    }

    private void ReadSpool(string file)
    {
        try
        {
            foreach (SpooledCallback entry in SpoolReader.Read(file))
            {
                ThrowIfStopped();
                if (entry.Callback is { } callback)
                {
                    WriteObject(callback);
                }
                else
                {
                    WriteError(ErrorTable.SpoolCorrupt.For(entry.Damage!, file));
                }
            }
        }
        catch (SpoolException unreadable)
        {
            WriteError(ErrorTable.SpoolUnavailable.For(unreadable, file));
        }
    }
}
