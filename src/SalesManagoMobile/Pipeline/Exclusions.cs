using System.Collections.ObjectModel;
using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>The people whom <c>-ExcludePath</c> leaves out of a command.</summary>
internal sealed class Exclusions
{
    private readonly SmSessionCmdlet _cmdlet;
    private readonly ExclusionList? _list;
    private bool _first = true;

    /// <summary>Reads the lists before anything is sent. One that cannot be used ends the command.</summary>
    public Exclusions(SmSessionCmdlet cmdlet, string[]? paths)
    {
        _cmdlet = cmdlet;
        if (paths is null)
        {
            return;
        }

        string[] files = [.. paths.SelectMany(FilesOf).Distinct(StringComparer.Ordinal)];
        try
        {
            _list = ExclusionList.Read(files, cmdlet.StopToken);
        }
        catch (SmException e) when (e.Kind == SmFailureKind.Journal)
        {
            cmdlet.ThrowTerminatingError(e.ToErrorRecord(null));
        }
        catch (SmException e)
        {
            cmdlet.ThrowTerminatingError(ErrorTable.FileReadFailed.For(e, null));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            cmdlet.ThrowTerminatingError(ErrorTable.FileReadFailed.For($"-ExcludePath: {e.Message} Nothing was sent.", null));
        }

        foreach (string warning in _list!.Warnings)
        {
            cmdlet.WriteWarning(warning);
        }
    }

    /// <summary>Why one recipient is left out.</summary>
    public static string? Reason(string? list) => list is null ? null : $"Excluded: {list} names this recipient.";

    /// <summary>The list that names a recipient, or null.</summary>
    /// <param name="person">All ids of the recipient that the input has.</param>
    /// <exception cref="FormatException">It cannot be compared with one of the lists, so it must not be sent.</exception>
    public string? ListOf(params IReadOnlyList<Addressee> person)
    {
        if (_list is null || person.Count == 0)
        {
            return null;
        }

        if (_list.Incomparable(person) is { } problem)
        {
            if (_first)
            {
                _cmdlet.Refuse($"-ExcludePath: {problem}", person[0].Value);
            }

            throw new FormatException($"-ExcludePath: {problem}");
        }

        if (_first)
        {
            foreach (string warning in _list.Partly)
            {
                _cmdlet.WriteWarning(warning);
            }
        }

        _first = false;
        return _list.NamedBy(person);
    }

    private IEnumerable<string> FilesOf(string path)
    {
        string full = _cmdlet.Paths.Full(path, nameof(ISendParameters.ExcludePath));
        if (File.Exists(full) || !WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [full];
        }

        try
        {
            Collection<string> found = _cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);
            if (found.Count > 0)
            {
                return found;
            }
        }
        catch (ItemNotFoundException)
        {
            // The folder is not there, either.
        }

        _cmdlet.ThrowTerminatingError(ErrorTable.FileReadFailed.For($"-ExcludePath '{path}' matches no file. Nothing was sent.", path));
        return [];
    }
}
