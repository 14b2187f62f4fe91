using System.Text.RegularExpressions;

namespace SalesManagoMobile.Tests;

/// <summary>The module's manifest, read as text: plain lists of quoted strings are all that it holds.</summary>
internal static partial class Manifest
{
    private static readonly string Text = Repository.Read("SalesManagoMobile.psd1");

    public static IReadOnlyList<string> List(string key)
    {
        Match match = Regex.Match(Text, $@"^\s*{key}\s*=\s*@\((?<items>[^)]*)\)", RegexOptions.Multiline);
        return match.Success
            ? [.. Quoted().Matches(match.Groups["items"].Value).Select(static item => item.Groups[1].Value)]
            : throw new KeyNotFoundException(key);
    }

    public static string Value(string key)
    {
        Match match = Regex.Match(Text, $@"^\s*{key}\s*=\s*'(?<value>[^']*)'", RegexOptions.Multiline);
        return match.Success ? match.Groups["value"].Value : throw new KeyNotFoundException(key);
    }

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}
