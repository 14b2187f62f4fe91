using System.Net.Http.Headers;

namespace SalesManagoMobile.Sandbox;

/// <summary>The host of exported files: serves files and ranges of them for every address that has not expired.</summary>
internal sealed class FileHost(SandboxState state)
{
    public const string PathPrefix = "/files/";

    private const string Xml = "application/xml";
    private const int MaxKept = 4;
    private readonly List<(ExportJob Job, ExportFile File)> _recent = [];
    private int _withCredentials;

    /// <summary>How many requests proved who was asking, which nobody should do here.</summary>
    public int RequestsWithCredentials => Volatile.Read(ref _withCredentials);

    public SandboxReply Answer(in SandboxRequest request, SandboxFaults faults)
    {
        if (request.CarriesCredentials || request.Body.Length > 0)
        {
            Interlocked.Increment(ref _withCredentials);
            return Error(400, "InvalidArgument", "The address of a file is all the proof it takes: send no credentials");
        }

        if (request.Method is not ("GET" or "HEAD"))
        {
            return Error(405, "MethodNotAllowed", "Only GET and HEAD are allowed");
        }

        string token = request.Path[PathPrefix.Length..].Split('/')[0];
        ExportJob job;
        int download;
        lock (state.Gate)
        {
            if (state.Jobs.Resolve(token, state.Now) is not { } address)
            {
                return Error(404, "NoSuchKey", "The specified key does not exist.");
            }

            if (!address.IsValid)
            {
                return Error(faults.ExpiredStatus, "AccessDenied", "Request has expired");
            }

            job = address.Job;
            download = request.Method == "GET" ? job.Downloads++ : int.MaxValue;
        }

        if (download >= faults.BrokenDownloads && download < faults.BrokenDownloads + faults.FailedDownloads)
        {
            return Error(500, "InternalError", "We encountered an internal error. Please try again.");
        }

        ExportFile file = FileOf(job);
        if (faults.TruncateFiles)
        {
            file = new ExportFile(file.Content[..(file.Content.Length / 2)], file.ContentType);
        }

        SandboxReply reply = Ranges.Answer(file, request, faults.IgnoreRanges);
        return download < faults.BrokenDownloads ? reply with { BreaksAfter = reply.Body.Length / 2 } : reply;
    }

    // Files can be generated again, so only the last ones requested are cached. The account is not locked meanwhile.
    private ExportFile FileOf(ExportJob job)
    {
        lock (_recent)
        {
            int known = _recent.FindIndex(entry => entry.Job == job);
            ExportFile file = known < 0 ? ExportWriter.Write(state, job) : _recent[known].File;
            if (known >= 0)
            {
                _recent.RemoveAt(known);
            }
            else if (_recent.Count == MaxKept)
            {
                _recent.RemoveAt(0);
            }

            _recent.Add((job, file));
            return file;
        }
    }

    private static SandboxReply Error(int status, string code, string message) => SandboxReply.Text(
        status, $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>", Xml);
}

/// <summary>Answers a request for a file, or for one range of its bytes.</summary>
internal static class Ranges
{
    public static SandboxReply Answer(ExportFile file, in SandboxRequest request, bool ignoreRanges)
    {
        var tag = KeyValuePair.Create("ETag", file.ETag);
        KeyValuePair<string, string>[] headers = ignoreRanges ? [tag] : [tag, new("Accept-Ranges", "bytes")];
        var whole = new SandboxReply { ContentType = file.ContentType, Body = file.Content, Headers = headers };
        if (ignoreRanges || request.Range is not { } text || (request.IfRange is { } condition && condition != file.ETag))
        {
            return whole;
        }
        // What is not understood is ignored, as HTTP demands.
        if (!RangeHeaderValue.TryParse(text, out RangeHeaderValue? range) || range.Unit != "bytes" || range.Ranges.Count != 1)
        {
            return whole;
        }

        RangeItemHeaderValue asked = range.Ranges.Single();
        int length = file.Content.Length;
        long first = asked.From ?? Math.Max(0, length - asked.To!.Value);
        long last = asked.From is null ? length - 1 : Math.Min(asked.To ?? length - 1, length - 1);
        if (first >= length || first > last)
        {
            var refusal = SandboxReply.Text(416, "The range is outside the file");
            return refusal with { Headers = [.. headers, new("Content-Range", $"bytes */{length}")] };
        }

        return whole with
        {
            Status = 206,
            Body = file.Content.Slice((int)first, (int)(last - first + 1)),
            Headers = [.. headers, new("Content-Range", $"bytes {first}-{last}/{length}")],
        };
    }
}
