using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>Takes a thing where its id is asked for: the value of its first property of these names.</summary>
/// <param name="names">The names, in the order in which they are looked for.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IdTransformationAttribute(params string[] names) : ArgumentTransformationAttribute
{
    /// <summary>The names of the properties that hold the id.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Whether the parameter takes one thing: a list of several is a mistake that the engine has no clear words for.</summary>
    public bool IsSingle { get; init; }

    /// <summary>What to do about several where one is taken.</summary>
    public string Several { get; init; } = "Choose one, for example by its name, or send them one after the other.";

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            object[] { Length: 1 } one when IsSingle => Id(one[0]),
            object[] { Length: > 1 } many when IsSingle => throw new ArgumentTransformationMetadataException(
                $"{many.Length} values were given, but the parameter takes one. {Several}"),
            object[] many => Array.ConvertAll(many, Id),
            _ => Id(inputData),
        };

    private object? Id(object? thing)
    {
        if (thing is null || (thing is PSObject wrapped ? wrapped.BaseObject : thing) is string or ValueType)
        {
            return thing;
        }

        PSMemberInfoCollection<PSPropertyInfo> properties = PSObject.AsPSObject(thing).Properties;
        return names.Select(name => properties[name]?.Value).FirstOrDefault(value => value is not null) ?? thing;
    }
}
