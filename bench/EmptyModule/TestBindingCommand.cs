using System.Management.Automation;

namespace EmptyModule;

/// <summary>Binds what Send-SmPush binds from a row, and does nothing with it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Binding")]
public sealed class TestBindingCommand : PSCmdlet
{
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    public string? PushId { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Email { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ContactId { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? UserId { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Title { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Body")]
    public string? Content { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Deeplink { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ImageUrl { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SoundName { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Literal { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ApplicationSimpleId")]
    public string? ApplicationId { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? Properties { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter SendToAllDevices { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Shard { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => WriteObject(Email);
}
