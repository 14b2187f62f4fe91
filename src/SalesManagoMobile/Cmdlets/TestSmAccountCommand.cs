using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>
/// Asks each host something harmless: the server of your account for the pushes of an application, the mobile host for the status of a job.
/// Emits one check per host and no errors: the check says what is wrong.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "SmAccount")]
[OutputType(typeof(SmAccountCheck))]
public sealed class TestSmAccountCommand : SmSessionCmdlet
{
    /// <inheritdoc />
    protected override void EndProcessing()
    {
        AccountAnswer[] answers = Await(token => AccountAnswer.AskAsync(ActiveSession, token));
        WriteObject(answers.Select(answer => answer.Check), enumerateCollection: true);
    }
}
