using System.Management.Automation;
using System.Text.Json;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Posts a request of your own to the API: signed, paced and judged like every other, for what the API can do and this module has no
/// command for. It is sent once, unless <c>-Repeatable</c> says that sending it again does no harm.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "SmRequest", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PSObject), typeof(string))]
public sealed class InvokeSmRequestCommand : SmSessionCmdlet
{
    /// <summary>The path on the host, for example <c>/api/mobile/push/list</c>.</summary>
    [Parameter(Position = 0, Mandatory = true, HelpMessage = "The path on the host, beginning with /")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>
    /// The fields of the body: a hashtable, an object, or a JSON object as text. Client id, API key and signature are added.
    /// </summary>
    [Parameter(Position = 1, HelpMessage = "The fields of the body")]
    public object? Body { get; set; }

    /// <summary>Sends it to the mobile host, with its credentials, instead of to the account's server.</summary>
    [Parameter(HelpMessage = "Sends it to the mobile host, with that host's credentials")]
    public SwitchParameter MobileHost { get; set; }

    /// <summary>Says that the request changes nothing: it is sent again when no answer came, and -WhatIf sends it, too.</summary>
    [Parameter(HelpMessage = "Declares that the request changes nothing and may be retried")]
    public SwitchParameter Repeatable { get; set; }

    [Parameter(HelpMessage = "Emits the response as JSON text")]
    public SwitchParameter Raw { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        SmHost host = MobileHost ? SmHost.Mobile : SmHost.Api;
        Require(host);
        if (!Repeatable && !ShouldProcess(Path!, "Send request"))
        {
            return;
        }

        try
        {
            string body = BodyText();
            string answer = Await(token => Client.InvokeAsync(host, Path!, body, Repeatable, token));
            WriteObject(Raw ? answer : Read(answer));
        }
        catch (SmException e) when (e.Kind == SmFailureKind.InvalidInput)
        {
            ThrowTerminatingError(e.ToErrorRecord(Path));
        }
        catch (SmException e)
        {
            WriteFailure(e, Path);
        }
    }

    private string BodyText()
    {
        try
        {
            return ObjectJson.Text(Body);
        }
        catch (FormatException e)
        {
            Refuse(
                $"-Body cannot be sent: {e.Message}. Give a hashtable, an object, or a JSON object as text.", Body);
            throw;
        }
    }

    private object? Read(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        try
        {
            return ObjectJson.Read(document.RootElement);
        }
        catch (FormatException e)
        {
            // The request was processed: its answer must not be lost over the form of it.
            WriteWarning($"The answer is emitted as text. {e.Message}");
            return answer;
        }
    }
}
