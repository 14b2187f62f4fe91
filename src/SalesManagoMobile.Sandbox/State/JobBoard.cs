using System.Globalization;

namespace SalesManagoMobile.Sandbox;

/// <summary>The export jobs of an account and the addresses of their files.</summary>
internal sealed class JobBoard(SandboxOptions options)
{
    private const long FirstJob = 123456;
    private const int MaxAddresses = 4096;

    private readonly List<ExportJob> _jobs = [];
    private readonly Dictionary<string, (ExportJob Job, long Expires)> _addresses = [];
    private readonly Queue<string> _oldest = new();

    public ExportJob Start(IReadOnlyList<Conversation> conversations, bool isArchive, long now, int deliveries)
    {
        var job = new ExportJob(FirstJob + _jobs.Count, conversations, isArchive, now, deliveries);
        _jobs.Add(job);
        return job;
    }

    public ExportJob? Find(long id) => id >= FirstJob && id < FirstJob + _jobs.Count ? _jobs[(int)(id - FirstJob)] : null;

    /// <summary>Counts one question about a job, and tells whether it is done by now.</summary>
    public bool Ask(ExportJob job, long now, SandboxFaults faults)
    {
        job.Polls++;
        return !faults.JobsNeverEnd && job.Polls > options.JobPolls && now >= job.StartedAt + (long)options.JobDuration.TotalMilliseconds;
    }

    /// <summary>A new address for a job's file: the path on the file host.</summary>
    public string Address(ExportJob job, long now, SandboxFaults faults)
    {
        bool expired = job.Addresses++ < faults.ExpiredFileUrls;
        string token = SeededHash.CreateGuid(options.Seed, string.Create(CultureInfo.InvariantCulture, $"file {job.Id} {job.Addresses}"))
            .ToString("N");
        _addresses[token] = (job, expired ? now - 1 : now + (long)options.FileUrlLifetime.TotalMilliseconds);
        _oldest.Enqueue(token);
        if (_oldest.Count > MaxAddresses)
        {
            _addresses.Remove(_oldest.Dequeue());
        }

        return $"{FileHost.PathPrefix}{token}/{SeededHash.CreateGuid(options.Seed, "export " + job.Id)}{Extension(job)}";
    }

    /// <summary>The job whose file an address names, and whether the address still works; null when there was no such address.</summary>
    public (ExportJob Job, bool IsValid)? Resolve(string token, long now) =>
        _addresses.TryGetValue(token, out (ExportJob Job, long Expires) address) ? (address.Job, now <= address.Expires) : null;

    private string Extension(ExportJob job) => options.ExportFormat switch
    {
        _ when options.Quirks.HasFlag(SandboxQuirks.FilesNamedJson) => ".json",
        SandboxExportFormat.Json => ".json",
        SandboxExportFormat.JsonLines => ".jsonl",
        SandboxExportFormat.GzipCsv => ".csv.gz",
        _ => job.IsArchive ? ".zip" : ".csv",
    };
}

/// <summary>
/// An export on its way to a file. The file shows the account as it was when the job began, however often it is made;
/// only the phone numbers are those of the moment.
/// </summary>
internal sealed class ExportJob(long id, IReadOnlyList<Conversation> conversations, bool isArchive, long startedAt, int deliveries)
{
    public long Id { get; } = id;

    public IReadOnlyList<Conversation> Conversations { get; } = conversations;

    /// <summary>Whether it exports all conversations of a push, which makes a ZIP archive.</summary>
    public bool IsArchive { get; } = isArchive;

    public long StartedAt { get; } = startedAt;

    /// <summary>How many deliveries there were when it began: later ones are not in the file.</summary>
    public int Deliveries { get; } = deliveries;

    /// <summary>How often its status was asked.</summary>
    public int Polls { get; set; }

    /// <summary>How many addresses its file was given.</summary>
    public int Addresses { get; set; }

    /// <summary>How often its file was asked for.</summary>
    public int Downloads { get; set; }
}
