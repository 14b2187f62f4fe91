using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SalesManagoMobile;

/// <summary>
/// Ends the command at the first piped row when that has no column for what every row needs: rows of one file have the same columns, so
/// each of them would fail.
/// </summary>
internal sealed class FirstRow(PSCmdlet cmdlet)
{
    private const int MaxColumnsShown = 30;
    private readonly Dictionary<string, string> _blocks = new(StringComparer.OrdinalIgnoreCase);
    private bool _passed;
    private bool _ran;

    /// <summary>
    /// Keeps the script blocks that compute parameters from rows (-Email { $_.Mail }). Called in <c>BeginProcessing</c>, when the engine
    /// has not run them.
    /// </summary>
    public void KeepScriptBlocks()
    {
        foreach ((string name, object? value) in cmdlet.MyInvocation.BoundParameters)
        {
            // Until the engine runs it, a script block stands there wrapped in a type of the engine's own, which shows its text.
            Type type = cmdlet.MyInvocation.MyCommand.Parameters[name].ParameterType;
            if (value is not null && !type.IsInstanceOfType(value) && !type.IsInstanceOfType(PSObject.AsPSObject(value).BaseObject))
            {
                _blocks[name] = value.ToString() ?? "";
            }
        }
    }

    /// <summary>Whether a parameter's value is computed for each row.</summary>
    public bool HasScriptBlock(string parameter) => _blocks.ContainsKey(parameter);

    /// <summary>
    /// Why a script block gives nothing for this row, or null when all of them give something. At the first row, one that names a column
    /// which the row does not have ends the command.
    /// </summary>
    public string? EmptyScriptBlock(PSObject? row)
    {
        bool isFirst = !_ran;
        _ran = true;
        foreach ((string parameter, string block) in _blocks)
        {
            if (!cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out object? value) || !Given.IsEmpty(value))
            {
                continue;
            }

            if (isFirst && row is not null && MissingColumn(block, row) is { } column)
            {
                RefuseColumn(row, $"{parameter} {{{block}}}:", column);
            }

            return $"-{parameter} is empty: {{{block}}} returns nothing for this input";
        }

        return null;
    }

    private static string? MissingColumn(string block, PSObject row) => Parser.ParseInput(block, out _, out _)
        .FindAll(node => node is MemberExpressionAst and not InvokeMemberExpressionAst, searchNestedScriptBlocks: true)
        .Cast<MemberExpressionAst>()
        .Where(member => member.Expression is VariableExpressionAst { VariablePath.UserPath: "_" or "PSItem" })
        .Select(member => (member.Member as StringConstantExpressionAst)?.Value)
        .FirstOrDefault(name => name is not null && row.Properties[name] is null);

    /// <summary>Looks at a row. Only the first one is looked at.</summary>
    /// <param name="row">The row, or null when nothing was piped in.</param>
    /// <param name="needed">For each thing that a row needs, the parameters that take it: one of them is enough.</param>
    public void Require(PSObject? row, params string[][] needed)
    {
        if (_passed || row is null)
        {
            return;
        }

        _passed = true;
        string[][] missing = needed.Where(names => !names.Any(name => IsBound(name) || row.Properties[name] is not null)).ToArray();
        if (missing.Length > 0)
        {
            string[] hints = [.. missing.Select(names => Nearest(row, names)).OfType<string>()];
            string hint = hints.Length > 0 ? $"Did you mean {string.Join(" and ", hints)}?"
                : ColumnsOf(row).Length == 0 ? ""
                : $"Name the column that has it, for example -{missing[0][0]} {{ $_.{(missing[0][0] == "Email" ? "Mail" : "Column")} }}.";
            Refuse(row, $"The input has no column for {string.Join(" and none for ", missing.Select(Listed))}. {hint}".TrimEnd());
        }
    }

    /// <summary>Ends the command at the first piped text when that is a line of a CSV file, which Get-Content reads.</summary>
    public void RequireAddress(string text)
    {
        if (!_passed && text.AsSpan().ContainsAny(",;\t"))
        {
            ErrorRow row = ErrorTable.ColumnNotFound with { Action = "Read the file with Import-Csv. Nothing was sent." };
            cmdlet.ThrowTerminatingError(row.For($"'{text}' is no address but a line of a file with columns.", text));
        }

        _passed = true;
    }

    /// <summary>Ends the command about a column that the user named and the rows do not have.</summary>
    public void RefuseColumn(PSObject? row, string parameter, string column)
    {
        string[] columns = ColumnsOf(row);
        Refuse(row, $"-{parameter} '{column}' is not a column of the input.{NearestName.Suggestion(column, columns)}");
    }

    /// <summary>What an input has, for messages about what it has not.</summary>
    public static string Describe(PSObject? row) => row?.BaseObject switch
    {
        null => "Nothing was piped in.",
        string text => $"It is the text '{text}'.",
        IDictionary => "It is a hashtable: write [pscustomobject] before it.",
        _ when ColumnsOf(row) is { Length: > 0 } columns => $"Its columns are {string.Join(", ", columns.Take(MaxColumnsShown))}.",
        var other => $"It is {other.GetType().Name}.",
    };

    private void Refuse(PSObject? row, string problem)
    {
        string? delimiter = ColumnsOf(row) is [var only] ? Delimiter(only) : null;
        string message = delimiter is null
            ? $"{problem} {Describe(row)}"
            : $"The input has one column, '{ColumnsOf(row)[0]}': the file uses another delimiter. "
                + $"Read it with Import-Csv -Delimiter {delimiter}.";
        cmdlet.ThrowTerminatingError(ErrorTable.ColumnNotFound.For(message, row));
    }

    private bool IsBound(string parameter) => cmdlet.MyInvocation.BoundParameters.ContainsKey(parameter);

    private static string[] ColumnsOf(PSObject? row) => row is null || row.BaseObject is string or IDictionary
        ? []
        : [.. row.Properties.Select(property => property.Name)];

    private static string? Delimiter(string column) => column switch
    {
        _ when column.Contains(';', StringComparison.Ordinal) => "';'",
        _ when column.Contains('\t', StringComparison.Ordinal) => "\"`t\"",
        _ when column.Contains('|', StringComparison.Ordinal) => "'|'",
        _ => null,
    };

    private static string Listed(string[] names) =>
        names.Length == 1 ? $"-{names[0]}" : $"-{string.Join(", -", names[..^1])} or -{names[^1]}";

    /// <summary>How to name the nearest column, or null when none is near.</summary>
    private static string? Nearest(PSObject row, string[] names)
    {
        string[] columns = ColumnsOf(row);
        foreach (string name in names)
        {
            if ((NearestName.Of(name, columns) ?? columns.FirstOrDefault(column => IsPartOf(column, name))) is { } near)
            {
                string member = near.All(char.IsLetterOrDigit) ? near : $"'{near.Replace("'", "''", StringComparison.Ordinal)}'";
                return $"-{name} {{ $_.{member} }}";
            }
        }

        return null;
    }

    /// <summary>EmailAddress and Mail are near to Email: one is a part of the other, apart from signs between the words.</summary>
    private static bool IsPartOf(string column, string name)
    {
        const int shortest = 4;
        string letters = string.Concat(column.Where(char.IsLetterOrDigit));
        return letters.Length >= shortest
            && (letters.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(letters, StringComparison.OrdinalIgnoreCase)
                || (name == "Email" && letters.Contains("mail", StringComparison.OrdinalIgnoreCase)));
    }
}
