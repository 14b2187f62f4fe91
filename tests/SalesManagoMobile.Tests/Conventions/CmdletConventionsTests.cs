using System.Management.Automation;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>What every cmdlet of the module has in common.</summary>
public sealed class CmdletConventionsTests
{
    public static IEnumerable<TheoryDataRow<CmdletClass>> Cmdlets =>
        CmdletClass.All.Select(static cmdlet => new TheoryDataRow<CmdletClass>(cmdlet));

    [Fact]
    public void There_are_cmdlets() => Assert.NotEmpty(CmdletClass.All);

    [Theory, MemberData(nameof(Cmdlets))]
    public void The_verb_is_approved(CmdletClass cmdlet) => Assert.Contains(cmdlet.Verb, ApprovedVerbs.All);

    [Theory, MemberData(nameof(Cmdlets))]
    public void The_noun_is_singular_and_begins_with_Sm(CmdletClass cmdlet)
    {
        Assert.StartsWith("Sm", cmdlet.Noun, StringComparison.Ordinal);

        // Statistics has no singular in this sense.
        Assert.True(!cmdlet.Noun.EndsWith('s') || cmdlet.Noun.EndsWith("Stats", StringComparison.Ordinal), cmdlet.Name);
    }

    [Theory, MemberData(nameof(Cmdlets))]
    public void The_class_is_named_after_the_cmdlet_and_stands_in_a_file_of_its_own(CmdletClass cmdlet)
    {
        string name = $"{cmdlet.Verb}{cmdlet.Noun}Command";
        Assert.Equal(name, cmdlet.Type.Name);
        Assert.Single(Directory.EnumerateFiles(Repository.PathOf("src", "SalesManagoMobile"), name + ".cs", SearchOption.AllDirectories));
        Assert.True(cmdlet.Type.IsSealed, "A cmdlet is sealed; what several share stands in a base class.");
    }

    [Theory, MemberData(nameof(Cmdlets))]
    public void The_output_type_is_declared(CmdletClass cmdlet)
    {
        // Ending a session and stopping a server write nothing.
        bool silent = cmdlet.Verb is VerbsCommunications.Disconnect or VerbsLifecycle.Stop;
        Assert.True(silent || cmdlet.Outputs.Count > 0, $"{cmdlet.Name} has no OutputType.");
    }

    [Theory, MemberData(nameof(Cmdlets))]
    public void What_changes_something_has_WhatIf_and_Confirm(CmdletClass cmdlet)
    {
        string[] changing =
        [
            VerbsCommon.Add, VerbsCommon.Clear, VerbsCommon.New, VerbsCommon.Remove, VerbsCommon.Set,
            VerbsCommunications.Send, VerbsLifecycle.Start, VerbsLifecycle.Stop, VerbsData.Export, VerbsData.Update,
        ];
        Assert.True(!changing.Contains(cmdlet.Verb) || cmdlet.SupportsShouldProcess, $"{cmdlet.Name} has no ShouldProcess.");
    }

    [Theory, MemberData(nameof(Cmdlets))]
    public void What_talks_to_the_API_takes_a_session(CmdletClass cmdlet)
    {
        string[] silent =
        [
            "Connect-SmAccount", "ConvertFrom-SmCallback", "Disconnect-SmAccount", "Export-SmReport", "Get-SmSendJournal", "Get-SmSession",
            "Import-SmDelivery", "Measure-SmDelivery", "Receive-SmCallback", "Send-SmCallback", "Split-SmAudience", "Start-SmSandbox", "Stop-SmSandbox",
        ];
        Assert.Equal(
            !silent.Contains(cmdlet.Name) || cmdlet.Name == "Disconnect-SmAccount",
            cmdlet.Parameters.Any(static parameter => parameter.Name == "Session"));
    }

    [Theory, MemberData(nameof(Cmdlets))]
    public void No_parameter_hides_a_common_one(CmdletClass cmdlet)
    {
        string[] common =
        [
            "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ProgressAction", "ErrorVariable", "WarningVariable",
            "InformationVariable", "OutVariable", "OutBuffer", "PipelineVariable", "WhatIf", "Confirm",
        ];
        string[] aliases = [.. cmdlet.Parameters.SelectMany(CmdletClass.Aliases)];
        Assert.Empty(
            cmdlet.Parameters.Select(static parameter => parameter.Name)
                .Concat(aliases)
                .Intersect(common, StringComparer.OrdinalIgnoreCase));
    }

    [Theory, MemberData(nameof(Cmdlets))]
    public void No_two_parameters_share_a_name_or_alias(CmdletClass cmdlet)
    {
        IEnumerable<string> names = cmdlet.Parameters.SelectMany(static parameter =>
            CmdletClass.Aliases(parameter).Append(parameter.Name));
        Assert.Empty(
            names.GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
                .Where(static same => same.Count() > 1)
                .Select(static same => same.Key));
    }
}
