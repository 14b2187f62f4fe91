using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>What the user wants of common parameters: the parameter, else the preference variable.</summary>
internal sealed class Preferences(PSCmdlet cmdlet)
{
    /// <summary>Whether the run only tells what it would do.</summary>
    public bool IsWhatIf => cmdlet.MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
        ? given is SwitchParameter { IsPresent: true }
        : LanguagePrimitives.IsTrue(cmdlet.SessionState.PSVariable.GetValue("WhatIfPreference"));

    /// <summary>Whether the first error ends the command.</summary>
    public bool StopsAtErrors => Of("ErrorAction", "ErrorActionPreference") == ActionPreference.Stop;

    /// <summary>Whether a stream is wanted, for example <c>Verbose</c>.</summary>
    public bool Wants(string stream) =>
        Of(stream, $"{stream}Preference") is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    private ActionPreference Of(string parameter, string variable)
    {
        if (cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out object? given))
        {
            return given switch
            {
                ActionPreference preference => preference,
                SwitchParameter { IsPresent: true } => ActionPreference.Continue,
                _ => ActionPreference.SilentlyContinue,
            };
        }

        return LanguagePrimitives.TryConvertTo(cmdlet.SessionState.PSVariable.GetValue(variable), out ActionPreference set)
            ? set
            : ActionPreference.SilentlyContinue;
    }
}
