namespace SalesManagoMobile.Client;

/// <summary>
/// Downloads the files of export jobs. Downloads are atomic: a file gets its name when it is complete, and nothing stays behind
/// when a download fails or is cancelled. Only a killed process leaves a <c>.part</c> file. A page that a server sends in place of an
/// export is an error. No credential is ever sent to a file's host.
/// </summary>
public sealed class JobDownloader(SmClient client)
{
    /// <summary>Downloads to a file of the caller's naming.</summary>
    /// <param name="job">The job; its address may be missing or expired: then a new one is requested.</param>
    /// <param name="path">The file's path. Its folder must exist.</param>
    /// <param name="overwrite">Whether an existing file is replaced.</param>
    /// <param name="progress">Called with the bytes received, on whatever thread they come.</param>
    /// <param name="cancellationToken">Ends the download and removes what it wrote.</param>
    /// <exception cref="SmException"><see cref="SmFailureKind.DownloadFailed"/> and whatever asking for the job may fail with.</exception>
    public async Task<string> ToFileAsync(
        SmJob job, string path, bool overwrite, Action<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        path = Path.GetFullPath(path);
        RefuseExisting(path, overwrite);
        using PartFile part = Create(job, path);
        await new FileDownload(client, job, part.Stream, progress).RunAsync(cancellationToken).ConfigureAwait(false);
        KindOf(part.Stream, job);
        await CommitAsync(part, job, path, overwrite, cancellationToken).ConfigureAwait(false);
        return path;
    }

    /// <summary>Downloads into a folder, as <c>job-123456</c> with the extension that the content asks for: csv, json, zip or gz.</summary>
    /// <returns>The file's path.</returns>
    /// <inheritdoc cref="ToFileAsync"/>
    public async Task<string> ToFolderAsync(
        SmJob job, string folder, bool overwrite, Action<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        string stem = Path.Combine(Path.GetFullPath(folder), $"job-{job.JobId}");
        foreach (ContentKind kind in Enum.GetValues<ContentKind>())
        {
            RefuseExisting(stem + ContentSniffer.Extension(kind), overwrite);
        }

        using PartFile part = Create(job, stem);
        await new FileDownload(client, job, part.Stream, progress).RunAsync(cancellationToken).ConfigureAwait(false);
        string path = stem + ContentSniffer.Extension(KindOf(part.Stream, job));
        await CommitAsync(part, job, path, overwrite, cancellationToken).ConfigureAwait(false);
        return path;
    }

    /// <summary>Downloads to a file without a name, that is gone once it is closed, and gives it at its start.</summary>
    /// <inheritdoc cref="ToFileAsync"/>
    public async Task<FileStream> ToTemporaryAsync(SmJob job, Action<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        FileStream file = TemporaryFile.Create();
        try
        {
            await new FileDownload(client, job, file, progress).RunAsync(cancellationToken).ConfigureAwait(false);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What the file is, by its content.</summary>
    /// <exception cref="SmException">It is a page or a text in place of an export, as login pages and refusals with status 200
    /// are.</exception>
    private static ContentKind KindOf(Stream file, SmJob job)
    {
        file.Position = 0;
        using var window = new ByteWindow(file, ContentSniffer.HeadSize, CancellationToken.None);
        window.Fill();
        ContentKind kind = ContentSniffer.Sniff(window.Unread);
        bool isExport = kind switch
        {
            ContentKind.Markup => false,
            ContentKind.Csv => CsvRowReader.HasHeader(window),
            _ => true,
        };
        return isExport
            ? kind
            : throw new SmException(
                SmFailureKind.DownloadFailed,
                $"The file of job {job.JobId} was not saved: the server sent something that is not an export: "
                    + $"{ContentSniffer.WordsOf(window.Unread)}");
    }

    private static void RefuseExisting(string path, bool overwrite)
    {
        if (!overwrite && File.Exists(path))
        {
            throw new SmException(SmFailureKind.FileWriteFailed, $"{path} exists already and was not replaced.");
        }
    }

    private static PartFile Create(SmJob job, string path)
    {
        try
        {
            return PartFile.Create(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(job, path, e);
        }
    }

    private async Task CommitAsync(PartFile part, SmJob job, string path, bool overwrite, CancellationToken cancellationToken)
    {
        try
        {
            await part.CommitAsync(path, overwrite, client.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(job, path, e);
        }
    }

    private static SmException NotWritten(SmJob job, string path, Exception cause) =>
        new(SmFailureKind.FileWriteFailed, $"The file of job {job.JobId} cannot be written to {path}. {cause.Message}", cause);
}
