namespace SalesManagoMobile.Sandbox;

/// <summary>
/// What an exported file looks like. The documentation shows the first, and names the file <c>.json</c> all the same:
/// see <see cref="SandboxSlips.FilesNamedJson"/>.
/// </summary>
public enum SandboxExportFormat
{
    /// <summary>CSV for one conversation, a ZIP archive of CSV files for all conversations of a push.</summary>
    Documented,

    /// <summary>One JSON array of objects.</summary>
    Json,

    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>One CSV file, compressed with gzip.</summary>
    GzipCsv,
}
