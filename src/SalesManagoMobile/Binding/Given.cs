using System.Collections;
using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Reads bound values: an empty cell of a CSV file is not a value, an empty value on the command line is a mistake.</summary>
internal static class Given
{
    /// <summary>A value without what the engine wraps around values from a pipeline or a script.</summary>
    public static object? Value(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    /// <summary>A text without the blanks around it; null when nothing else is left.</summary>
    public static string? Trimmed(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    /// <summary>A text that may begin or end with blanks, such as a title.</summary>
    public static string? Verbatim(string? value) => string.IsNullOrEmpty(value) ? null : value;

    /// <summary>By what an input names its person, in the order in which the ids are used: a piped text is an e-mail address.</summary>
    public static Addressee[] Person(string? email, string? contactId, string? userId, PSObject? input)
    {
        (AddresseeType Type, string? Id)[] ids =
        [
            (AddresseeType.Email, Trimmed(email) ?? Trimmed(input?.BaseObject as string)),
            (AddresseeType.ContactId, Trimmed(contactId)),
            (AddresseeType.UserId, Trimmed(userId)),
        ];
        return [.. ids.Where(one => one.Id is not null).Select(one => new Addressee(one.Type, one.Id!))];
    }

    /// <summary>
    /// Ends the command when a parameter on the command line has no value, as a variable that was never set has none: the command would do
    /// something else than what was written. Called before the engine binds from the pipeline.
    /// </summary>
    public static void RefuseEmpty(PSCmdlet cmdlet)
    {
        foreach ((string name, object? value) in cmdlet.MyInvocation.BoundParameters)
        {
            if (IsEmpty(value) && !MayBeEmpty(cmdlet, name))
            {
                string cause = name == nameof(SmPushCmdlet.PushId)
                    ? "the push that it names was not found. Get-SmPush lists the pushes"
                    : "the value is $null or empty";
                cmdlet.ThrowTerminatingError(ErrorTable.InvalidParameter.For($"-{name} is empty: {cause}.", null));
            }
        }
    }

    /// <summary>Whether a bound value says nothing: null, blank text, no or an empty element.</summary>
    public static bool IsEmpty(object? value) => Value(value) switch
    {
        null => true,
        string text => string.IsNullOrWhiteSpace(text),
        object?[] many => many.Length == 0 || many.Any(IsEmpty),
        ICollection { Count: 0 } and not IDictionary => true,
        _ => false,
    };

    private static bool MayBeEmpty(PSCmdlet cmdlet, string parameter) =>
        !cmdlet.MyInvocation.MyCommand.Parameters.TryGetValue(parameter, out ParameterMetadata? metadata)
        || metadata.Attributes.Any(one => one is AllowNullAttribute or AllowEmptyStringAttribute or AllowEmptyCollectionAttribute);
}
