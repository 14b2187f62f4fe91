using System.Collections.ObjectModel;
using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>Paths that a user gives a cmdlet, as files: resolved against PowerShell's location, and never in another provider.</summary>
internal sealed class FilePaths(PSCmdlet cmdlet)
{
    private const string FileSystem = "FileSystem";

    /// <summary>The files that paths name. One that names none becomes a non-terminating error, and no files.</summary>
    /// <param name="paths">Paths of the user.</param>
    /// <param name="literal">Whether wildcards in them are taken as they are.</param>
    /// <param name="parameter">The parameter that they were given for; by default -Path or -LiteralPath.</param>
    public IEnumerable<string> Existing(string[] paths, bool literal, string? parameter = null) =>
        paths.SelectMany(path => Existing(path, literal, parameter ?? (literal ? "LiteralPath" : "Path")));

    /// <summary>
    /// The full path of a file that need not exist. One outside the file system ends the command: it would become a file somewhere else.
    /// </summary>
    /// <param name="path">A path of the user.</param>
    /// <param name="parameter">The parameter that it was given for.</param>
    public string Full(string path, string parameter)
    {
        if (Problem(path, parameter) is { } problem)
        {
            cmdlet.ThrowTerminatingError(problem);
        }

        string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        if (provider.Name != FileSystem)
        {
            cmdlet.ThrowTerminatingError(ErrorTable.InvalidParameter.For(
                $"-{parameter} '{path}' is in the provider {provider.Name}, not in the file system. Give a path on a drive, for example "
                    + $"C:\\data\\{path[(path.LastIndexOfAny(['/', '\\', ':']) + 1)..]}.",
                path));
        }

        return full;
    }

    /// <summary>No system has a file with this character in its name, and the runtime's own error names no parameter.</summary>
    private static ErrorRecord? Problem(string path, string parameter) => path.Contains('\0', StringComparison.Ordinal)
        ? ErrorTable.InvalidParameter.For($"-{parameter} '{path}' has a NUL character, which no path may have. Remove it.", path)
        : null;

    private Collection<string> Existing(string path, bool literal, string parameter)
    {
        if (Problem(path, parameter) is { } problem)
        {
            cmdlet.WriteError(problem);
            return [];
        }

        try
        {
            ProviderInfo provider;
            Collection<string> files = literal
                ? [cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)]
                : cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);
            if (files.Count == 0)
            {
                // An invalid pattern throws when it is compared with a name, and here was none to compare.
                _ = new WildcardPattern(path).IsMatch("");
            }

            if (provider.Name == FileSystem)
            {
                return files;
            }

            cmdlet.WriteError(ErrorTable.FileReadFailed.For($"{path} is in {provider.Name}, not a file.", path));
        }
        catch (RuntimeException e) when (e is ItemNotFoundException or WildcardPatternException)
        {
            cmdlet.WriteError(ErrorTable.FileReadFailed.For(e, path));
        }

        return [];
    }
}
