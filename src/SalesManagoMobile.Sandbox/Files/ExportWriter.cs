using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace SalesManagoMobile.Sandbox;

/// <summary>Makes the file of an export job.</summary>
internal static class ExportWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static ExportFile Write(SandboxState state, ExportJob job)
    {
        var stream = new MemoryStream();
        string contentType = Write(state, job, stream);
        // Where the name tells nothing, the type does not either.
        bool isNamedJson = state.Options.Slips.HasFlag(SandboxSlips.FilesNamedJson);
        return new ExportFile(stream.GetBuffer().AsMemory(0, (int)stream.Length), isNamedJson ? "binary/octet-stream" : contentType);
    }

    private static string Write(SandboxState state, ExportJob job, MemoryStream stream)
    {
        IEnumerable<ExportRow> rows = job.Conversations.SelectMany(conversation => ExportRows.Of(state, job, conversation));
        switch (state.Options.ExportFormat)
        {
            case SandboxExportFormat.Json:
                JsonFormat.WriteArray(stream, rows);
                return "application/json";
            case SandboxExportFormat.JsonLines:
                JsonFormat.WriteLines(stream, rows);
                return "application/json";
            case SandboxExportFormat.GzipCsv:
                using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
                {
                    WriteCsv(gzip, rows);
                }

                return "application/gzip";
            case SandboxExportFormat.Documented when job.IsArchive:
                WriteArchive(state, job, stream);
                return "application/zip";
            default:
                WriteCsv(stream, rows);
                return "text/csv";
        }
    }

    private static void WriteArchive(SandboxState state, ExportJob job, Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        for (int number = 0; number < job.Conversations.Count; number++)
        {
            Conversation conversation = job.Conversations[number];
            string name = string.Create(CultureInfo.InvariantCulture, $"conversation_stats_export_{conversation.SentAt}_{number}.csv");
            ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.Fastest);
            entry.LastWriteTime = DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(conversation.SentAt, OldestZipTime));
            using Stream content = entry.Open();
            WriteCsv(content, ExportRows.Of(state, job, conversation));
        }
    }

    // A ZIP archive knows no time before 1980.
    private const long OldestZipTime = 315_619_200_000;

    private static void WriteCsv(Stream stream, IEnumerable<ExportRow> rows)
    {
        using var writer = new StreamWriter(stream, Utf8, 65536, leaveOpen: true);
        CsvFormat.Write(writer, rows);
    }
}
