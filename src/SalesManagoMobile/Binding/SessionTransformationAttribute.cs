using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>Takes the name of an open session where a session is asked for.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if ((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is not string name || string.IsNullOrWhiteSpace(name))
        {
            return inputData;
        }

        string[] open = [.. CurrentSession.Open.Select(session => session.Name)];
        return CurrentSession.Find(name.Trim()) ?? throw new ArgumentTransformationMetadataException(
            $"There is no open session with the name '{name}'."
                + (open.Length == 0 ? " No session is open." : $" Open are {string.Join(", ", open)}.")
                + NearestName.Suggestion(name, open));
    }
}
