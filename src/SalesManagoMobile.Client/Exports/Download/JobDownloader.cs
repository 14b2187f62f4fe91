namespace SalesManagoMobile.Client;

/// <summary>
/// Downloads the files of export jobs. A file that is named appears whole or not at all, and nothing stays behind when a download fails,
/// is cancelled or the process is killed, but for a <c>.part</c> file after a kill, which the next run begins again.
/// No credential is ever sent to a file's host.
/// </summary>
public sealed class JobDownloader(SmClient client)
{
    private const string PartSuffix = ".part";

    /// <summary>Downloads to a file of the caller's naming.</summary>
    /// <param name="job">The job; its address may be missing or expired: then a fresh one is asked for.</param>
    /// <param name="path">The file's path. Its folder must exist.</param>
    /// <param name="overwrite">Whether an existing file is replaced.</param>
    /// <param name="progress">Told of the bytes received, on whatever thread they come.</param>
    /// <param name="cancellationToken">Ends the download and removes what it wrote.</param>
    /// <exception cref="SmException"><see cref="SmFailureKind.DownloadFailed"/> and whatever asking for the job may fail with.</exception>
    public async Task<string> ToFileAsync(
        SmJob job, string path, bool overwrite, Action<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        path = Path.GetFullPath(path);
        RefuseExisting(path, overwrite);
        using PartFile part = Open(job, path + PartSuffix);
        await new FileDownload(client, job, part.Stream, progress).RunAsync(cancellationToken).ConfigureAwait(false);
        Commit(part, job, path, overwrite);
        return path;
    }

    /// <summary>Downloads into a folder, as <c>job-123456</c> with the extension that the content asks for: csv, json, zip, gz or txt.</summary>
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

        using PartFile part = Open(job, stem + PartSuffix);
        await new FileDownload(client, job, part.Stream, progress).RunAsync(cancellationToken).ConfigureAwait(false);
        string path = stem + ContentSniffer.Extension(Sniff(part.Stream));
        Commit(part, job, path, overwrite);
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

    private static ContentKind Sniff(Stream file)
    {
        byte[] head = new byte[512];
        file.Position = 0;
        return ContentSniffer.Sniff(head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
    }

    private static void RefuseExisting(string path, bool overwrite)
    {
        if (!overwrite && File.Exists(path))
        {
            throw new SmException(SmFailureKind.FileWriteFailed, $"{path} exists already and was not replaced.");
        }
    }

    private static PartFile Open(SmJob job, string path)
    {
        try
        {
            return PartFile.Open(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(job, path, e);
        }
    }

    private static void Commit(PartFile part, SmJob job, string path, bool overwrite)
    {
        try
        {
            part.Commit(path, overwrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(job, path, e);
        }
    }

    private static SmException NotWritten(SmJob job, string path, Exception cause) =>
        new(SmFailureKind.FileWriteFailed, $"The file of job {job.JobId} cannot be written to {path}; another run may be writing it. {cause.Message}", cause);
}
