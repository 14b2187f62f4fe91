using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace SalesManagoMobile.Sandbox;

/// <summary>An exported file as it lies on the file host.</summary>
internal sealed record ExportFile(ReadOnlyMemory<byte> Content, string ContentType)
{
    /// <summary>The strong entity tag: the same content has the same tag, whichever address it is fetched from.</summary>
    public string ETag { get; } = $"\"{Convert.ToHexString(SHA256.HashData(Content.Span), 0, 16).ToLowerInvariant()}\"";
}

/// <summary>Makes the file of an export job.</summary>
internal static class ExportWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static ExportFile Write(SandboxState state, ExportJob job)
    {
        var stream = new MemoryStream();
        string contentType = Write(state, job, stream);
        // Where the name tells nothing, the type does not either.
        bool isNamedJson = state.Options.Quirks.HasFlag(SandboxQuirks.FilesNamedJson);
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

/// <summary>One row of an exported file.</summary>
internal readonly record struct ExportRow(Contact Contact, string Name, string Platform, long SentAt, Reaction Reaction);

/// <summary>The rows of one conversation in an export.</summary>
internal static class ExportRows
{
    private const int BlockSize = 1024;

    /// <summary>Reads the rows in blocks, and holds the gate for one block at a time: the account goes on meanwhile.</summary>
    public static IEnumerable<ExportRow> Of(SandboxState state, ExportJob job, Conversation conversation)
    {
        var block = new List<ExportRow>(BlockSize);
        int position = 0;
        do
        {
            block.Clear();
            lock (state.Gate)
            {
                position = Read(state, job, conversation, position, block);
            }

            foreach (ExportRow row in block)
            {
                yield return row;
            }
        }
        while (block.Count == BlockSize);
    }

    private static int Read(SandboxState state, ExportJob job, Conversation conversation, int position, List<ExportRow> block)
    {
        List<int> deliveries = conversation.Deliveries;
        for (; block.Count < BlockSize && position < deliveries.Count && deliveries[position] < job.Deliveries; position++)
        {
            ref readonly DeliveryRow row = ref state.Ledger.Deliveries[deliveries[position]];
            if (row.SentAt > job.StartedAt)
            {
                continue;
            }

            Reaction reaction = state.Ledger.ReactionTo(row, job.StartedAt);
            block.Add(new ExportRow(state.Contacts.All[row.Contact], conversation.Name, row.Device.Platform, row.SentAt, reaction));
        }

        return position;
    }
}
