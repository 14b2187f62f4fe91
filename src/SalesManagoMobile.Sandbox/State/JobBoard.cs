using System.Globalization;

namespace SalesManagoMobile.Sandbox;

/// <summary>The export jobs of an account and the addresses of their files.</summary>
internal sealed class JobBoard(SandboxOptions options)
{
    private const long FirstJob = 123456;
    private const int MostAddresses = 4096;

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
        string token = Fate.Identifier(options.Seed, string.Create(CultureInfo.InvariantCulture, $"file {job.Id} {job.Addresses}")).ToString("N");
        _addresses[token] = (job, expired ? now - 1 : now + (long)options.FileUrlLifetime.TotalMilliseconds);
        _oldest.Enqueue(token);
        if (_oldest.Count > MostAddresses)
        {
            _addresses.Remove(_oldest.Dequeue());
        }

        return $"{FileHost.PathPrefix}{token}/{Fate.Identifier(options.Seed, "export " + job.Id)}{Extension(job)}";
    }

    /// <summary>The job whose file an address names, and whether the address still works; null when there was no such address.</summary>
    public (ExportJob Job, bool IsValid)? Resolve(string token, long now) =>
        _addresses.TryGetValue(token, out (ExportJob Job, long Expires) address) ? (address.Job, now <= address.Expires) : null;

    private string Extension(ExportJob job) => options.ExportFormat switch
    {
        _ when options.Slips.HasFlag(SandboxSlips.FilesNamedJson) => ".json",
        SandboxExportFormat.Json => ".json",
        SandboxExportFormat.JsonLines => ".jsonl",
        SandboxExportFormat.GzipCsv => ".csv.gz",
        _ => job.IsArchive ? ".zip" : ".csv",
    };
}
