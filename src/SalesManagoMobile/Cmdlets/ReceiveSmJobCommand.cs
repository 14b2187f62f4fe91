using System.Globalization;
using System.Management.Automation;
using SalesManagoMobile.Client;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile;

/// <summary>
/// Downloads the files of export jobs: as rows on the pipeline, or as raw files. An address that has expired is replaced by a fresh one,
/// a download that broke off goes on where it was, and nothing is left behind when it is stopped.
/// </summary>
[Cmdlet(VerbsCommunications.Receive, "SmJob", SupportsShouldProcess = true, DefaultParameterSetName = RowsSet)]
[OutputType(typeof(SmDeliveryRecord), ParameterSetName = [RowsSet])]
[OutputType(typeof(FileInfo), ParameterSetName = [FileSet, DirectorySet])]
public sealed class ReceiveSmJobCommand : SmWaitingCmdlet
{
    private const string RowsSet = "Rows";
    private const string FileSet = "OutFile";
    private const string DirectorySet = "OutDirectory";
    private readonly List<SmJob> _waiting = [];
    private SmJob? _inFile;

    [Parameter(Mandatory = true, ParameterSetName = FileSet, HelpMessage = "The raw file of one job")]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>
    /// Where to put the raw files, as job-123456 with the extension that the content asks for. The folder is made if need be.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = DirectorySet, HelpMessage = "The folder for the raw files")]
    [ValidateNotNullOrEmpty]
    public string? OutDirectory { get; set; }

    [Parameter(HelpMessage = "Waits for jobs that are not done yet, as Wait-SmJob does")]
    public SwitchParameter Wait { get; set; }

    [Parameter(ParameterSetName = FileSet, HelpMessage = "Replaces files that exist")]
    [Parameter(ParameterSetName = DirectorySet, HelpMessage = "Replaces files that exist")]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (SmJob job in Jobs)
        {
            if (Wait)
            {
                _waiting.Add(job);
            }
            else
            {
                Receive(job);
            }
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        if (!Wait)
        {
            return;
        }

        foreach (SmJob job in WaitFor(_waiting))
        {
            Receive(job);
        }
    }

    private void Receive(SmJob job)
    {
        var downloader = new JobDownloader(Client);
        var view = new DownloadProgressView(job, PostProgress);
        if (OutFile is not null)
        {
            ReceiveFile(job, OutFile, (path, token) => downloader.ToFileAsync(job, path, Force, view.Report, token));
        }
        else if (OutDirectory is not null)
        {
            ReceiveFile(job, OutDirectory, (path, token) => downloader.ToFolderAsync(job, path, Force, view.Report, token));
        }
        else
        {
            Try(job, () => ReceiveRows(job, downloader, view));
        }

        view.End();
        Inbox.Drain();
    }

    private void ReceiveRows(SmJob job, JobDownloader downloader, DownloadProgressView view)
    {
        // The download is complete before the first row is emitted: its address is valid for minutes, the pipeline may take hours.
        using FileStream file = Await(token => downloader.ToTemporaryAsync(job, view.Report, token));
        view.End();
        new DeliveryOutput(this, failure => WriteFailure(failure, job))
            .Read(file, $"job-{job.JobId}", new DeliveryReadOptions { JobId = job.JobId });
    }

    private void ReceiveFile(SmJob job, string path, Func<string, CancellationToken, Task<string>> download)
    {
        string target = Paths.Full(path, OutFile is null ? nameof(OutDirectory) : nameof(OutFile));
        if (OutFile is not null && _inFile is not null && _inFile.JobId != job.JobId)
        {
            WriteError(
                ErrorTable.InvalidParameter.For(
                    $"-OutFile takes the file of one job, here of job {_inFile.JobId}; -OutDirectory takes many.", job));
            return;
        }

        if (!ShouldProcess(target, $"Download the file of job {job.JobId}"))
        {
            return;
        }

        _inFile = job;
        try
        {
            if (OutDirectory is null && DurableFile.Problem(target) is { } problem)
            {
                throw new IOException(problem);
            }

            Directory.CreateDirectory(OutDirectory is null ? Path.GetDirectoryName(target) ?? target : target);
            Try(job, () =>
            {
                string file = Await(token => download(target, token));

                // As the engine hands out files: its views show nothing of one that it does not know.
                WriteObject(InvokeProvider.Item.Get([file], force: true, literalPath: true), enumerateCollection: true);
            });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            WriteError(FittingAdvice.CannotWrite($"The file of job {job.JobId}", target, failure));
        }
    }
}

/// <summary>Shows how far the download of a job's file is, a few times a second.</summary>
/// <param name="job">The job.</param>
/// <param name="post">Writes progress from any thread.</param>
internal sealed class DownloadProgressView(SmJob job, Action<ProgressRecord> post)
{
    private const double Megabyte = 1_000_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly string _activity = $"Downloading the file of job {job.JobId}";
    private long _last;

    public void Report(DownloadProgress progress)
    {
        if (_last != 0 && TimeProvider.System.GetElapsedTime(_last) < Pause)
        {
            return;
        }

        _last = TimeProvider.System.GetTimestamp();
        string total = progress.Total is { } all ? string.Create(CultureInfo.CurrentCulture, $" of {all / Megabyte:N1}") : "";
        post(new ProgressRecord(1, _activity, string.Create(CultureInfo.CurrentCulture, $"{progress.Received / Megabyte:N1}{total} MB"))
        {
            PercentComplete = progress.Total is > 0 and { } whole ? (int)Math.Min(100, progress.Received * 100 / whole) : -1,
        });
    }

    public void End() => post(new ProgressRecord(1, _activity, "Done") { RecordType = ProgressRecordType.Completed });
}
