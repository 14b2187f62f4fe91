using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>Keeps the columns of an input row on its result.</summary>
internal static class InputColumns
{
    private const string Prefix = "Input";

    /// <summary>The result with the row's columns. One that has the name of a property of the result becomes <c>Input…</c>.</summary>
    public static PSObject AddTo(object result, PSObject row)
    {
        var wide = PSObject.AsPSObject(result);
        if (row.BaseObject is string)
        {
            return wide;
        }

        foreach (PSPropertyInfo column in row.Properties)
        {
            string name = column.Name;
            while (wide.Properties[name] is not null)
            {
                name = Prefix + name;
            }

            wide.Properties.Add(new PSNoteProperty(name, ValueOf(column)));
        }

        return wide;
    }

    private static object? ValueOf(PSPropertyInfo column)
    {
        try
        {
            return column.Value;
        }
        catch (GetValueException)
        {
            // A computed column that fails has no value to keep; what the request needed of it was reported with the row.
            return null;
        }
    }
}
