using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>Reads a switch from a piped object, where a CSV file has it as text: True or False. An empty cell is not a value.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SwitchTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => new SwitchParameter(false),
            string text when string.IsNullOrWhiteSpace(text) => new SwitchParameter(false),
            string text when bool.TryParse(text, out bool on) => new SwitchParameter(on),
            string text => throw new ArgumentTransformationMetadataException($"'{text}' is not True or False."),
            var other => other,
        };
}
