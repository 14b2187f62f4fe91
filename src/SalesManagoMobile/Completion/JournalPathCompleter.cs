using System.Collections;
using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>Completes the names of journals in the current folder; with none there, PowerShell completes file names as usual.</summary>
public sealed class JournalPathCompleter : SmCompleter
{
    private protected override IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters)
    {
        // The engine's current folder is not the process's: only the engine knows it.
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddCommand("Microsoft.PowerShell.Management\\Get-ChildItem")
            .AddParameter("Filter", "*.journal").AddParameter("File").AddParameter("ErrorAction", ActionPreference.Ignore)
            .Invoke<FileInfo>()
            .Select(
                file =>
                    KeyValuePair.Create(
                        $".{Path.DirectorySeparatorChar}{file.Name}", $"{file.Name}, {file.Length:N0} bytes, {ViewText.LocalMinute(file.LastWriteTime)}"))
            .ToArray();
    }
}
