using System.Globalization;

namespace SalesManagoMobile.Client;

/// <summary>Makes the one error that ends a run in which the server was down, refused the credentials or asked for a long wait.</summary>
internal static class StoppedRun
{
    public static SmException After(SmException last, BulkOptions options, ProgressMeter meter)
    {
        (string why, string advice) = last switch
        {
            { Kind: SmFailureKind.Throttled, RetryAfter: { } wait } => (
                string.Create(CultureInfo.InvariantCulture, $"because the server asked to wait {wait.TotalSeconds:0} s; its answer was"),
                "Wait that long"),
            { Kind: SmFailureKind.Authentication } => (InARow(options), "Check the client id and the API secret of this host"),
            _ => (InARow(options), "Check that the server can be reached and works"),
        };
        string again = options.Journal is null
            ? "Then send what was not accepted."
            : "Then run again with the same journal: it sends what is missing.";
        return new SmException(
            SmFailureKind.RunStopped,
            $"The run was stopped {why}: {last.Message} "
            + $"Of {meter.Done} inputs that were tried or skipped, {meter.Count(SmSendStatus.Accepted)} were accepted; the rest was not tried. "
            + $"{advice}. {again}",
            last)
        {
            Endpoint = last.Endpoint,
            StatusCode = last.StatusCode,
            ServerMessages = last.ServerMessages,
            RetryAfter = last.RetryAfter,
        };
    }

    private static string InARow(BulkOptions options) => $"after {options.StopAfterFailures} failures in a row; the last one was";
}
