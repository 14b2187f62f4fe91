using System.Globalization;
using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>Takes a thing where its id is asked for: the value of its first property of these names.</summary>
/// <param name="names">The names, in the order in which they are looked for.</param>
internal sealed class IdTransformationAttribute(params string[] names) : ArgumentTransformationAttribute
{
    /// <summary>Whether the parameter takes one thing: a list of several is a mistake that the engine has no clear words for.</summary>
    public bool IsSingle { get; init; }

    /// <summary>What to do about several where one is taken.</summary>
    public string Several { get; init; } = "Choose one, for example by its name, or send them one after the other.";

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        Given.Value(inputData) switch
        {
            object[] { Length: 1 } one when IsSingle => Id(one[0]),
            object[] { Length: > 1 } many when IsSingle => throw new ArgumentTransformationMetadataException(
                $"{many.Length} values were given, but the parameter takes one. {Several}"),
            object[] many => Array.ConvertAll(many, Id),
            _ => Id(inputData),
        };

    private object? Id(object? thing)
    {
        if (thing is null || Given.Value(thing) is string or ValueType)
        {
            return thing;
        }

        PSMemberInfoCollection<PSPropertyInfo> properties = PSObject.AsPSObject(thing).Properties;
        return names.Select(name => properties[name]?.Value).FirstOrDefault(value => value is not null) ?? thing;
    }
}

/// <summary>Takes the name of an open session where a session is asked for.</summary>
internal sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (Given.Value(inputData) is not string name || string.IsNullOrWhiteSpace(name))
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

/// <summary>Reads a switch from a piped object, where a CSV file has it as text: True or False. An empty cell is not a value.</summary>
internal sealed class SwitchTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        Given.Value(inputData) switch
        {
            null => new SwitchParameter(false),
            string text when string.IsNullOrWhiteSpace(text) => new SwitchParameter(false),
            string text when bool.TryParse(text, out bool on) => new SwitchParameter(on),
            string text => throw new ArgumentTransformationMetadataException($"'{text}' is not True or False."),
            var other => other,
        };
}

/// <summary>Refuses an empty text where a number is meant: PowerShell would take an unset variable for 0.</summary>
internal sealed class NotBlankTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        Given.Value(inputData) is string text && string.IsNullOrWhiteSpace(text)
            ? throw new ArgumentTransformationMetadataException("The value is empty. Give a number.")
            : inputData;
}

/// <summary>Reads what is given to a parameter by the rules of all times: ISO 8601, or a date object.</summary>
internal sealed class DateTimeOffsetTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return TimeInput.Read(inputData);
        }
        catch (FormatException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message);
        }
    }
}

/// <summary>
/// Takes a date object where the text of a time is asked for, and never refuses anything: text from the pipeline is read with its row, so
/// that a mistake in it is the mistake of that row.
/// </summary>
internal sealed class TimeTextTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        Given.Value(inputData) switch
        {
            DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
            _ => inputData,
        };
}
