using System.Globalization;

namespace SalesManagoMobile.Sandbox;

/// <summary>The host of exported files: hands out whole files and parts of them, to whoever has an address that still works.</summary>
internal sealed class FileHost(SandboxState state)
{
    public const string PathPrefix = "/files/";

    private const string Xml = "application/xml";
    private int withCredentials;

    /// <summary>How many requests proved who was asking, which nobody should do here.</summary>
    public int RequestsWithCredentials => Volatile.Read(ref withCredentials);

    public SandboxReply Answer(in SandboxRequest request, SandboxFaults faults)
    {
        if (request.CarriesCredentials || request.Body.Length > 0)
        {
            Interlocked.Increment(ref withCredentials);
            return Error(400, "InvalidArgument", "The address of a file is all the proof it takes: send no credentials");
        }

        if (request.Method is not ("GET" or "HEAD"))
            return Error(405, "MethodNotAllowed", "Only GET and HEAD are allowed");
        var token = request.Path[PathPrefix.Length..].Split('/')[0];
        ExportFile file;
        int download;
        lock (state.Gate)
        {
            if (state.Jobs.Resolve(token, state.Now) is not { } address)
                return Error(404, "NoSuchKey", "The specified key does not exist.");
            if (!address.IsValid)
            {
                address.Job.File = null;
                return Error(403, "AccessDenied", "Request has expired");
            }

            file = address.Job.File ??= ExportWriter.Write(state, address.Job, faults);
            download = address.Job.Downloads++;
        }

        if (download >= faults.BrokenDownloads && download < faults.BrokenDownloads + faults.FailedDownloads)
            return Error(500, "InternalError", "We encountered an internal error. Please try again.");
        var reply = Ranges.Answer(file, request);
        return download < faults.BrokenDownloads ? reply with { BreaksAfter = reply.Body.Length / 2 } : reply;
    }

    private static SandboxReply Error(int status, string code, string message) => SandboxReply.Text(
        status,
        string.Create(CultureInfo.InvariantCulture, $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>"),
        Xml);
}
