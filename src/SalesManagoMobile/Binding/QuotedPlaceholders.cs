using System.Management.Automation;
using System.Management.Automation.Language;

namespace SalesManagoMobile;

/// <summary>
/// Placeholders in double quotes: to PowerShell, <c>"${discount:10%}"</c> is a variable, which is empty, and nobody would see that the
/// discount is missing.
/// </summary>
internal static class QuotedPlaceholders
{
    /// <summary>The first placeholder in a double-quoted text of a command line that no variable stands behind, or null.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="state">Where variables and drives are looked up.</param>
    public static string? Find(string? line, SessionState state) => line is null || !line.Contains("${", StringComparison.Ordinal)
        ? null
        : Parser.ParseInput(line, out _, out _)
            .FindAll(node => node is ExpandableStringExpressionAst, searchNestedScriptBlocks: true)
            .SelectMany(text => ((ExpandableStringExpressionAst)text).NestedExpressions)
            .OfType<VariableExpressionAst>()
            .FirstOrDefault(one => one.Extent.Text.StartsWith("${", StringComparison.Ordinal) && IsUnknown(one.VariablePath, state))
            ?.Extent.Text;

    private static bool IsUnknown(VariablePath path, SessionState state) => path.IsDriveQualified
        ? !state.Drive.GetAll().Any(drive => drive.Name.Equals(path.DriveName, StringComparison.OrdinalIgnoreCase))
        : state.PSVariable.Get(path.UserPath) is null;
}
