namespace SalesManagoMobile.Client;

/// <summary>Makes the one error that ends a run in which the server was down or refused the credentials.</summary>
internal static class StoppedRun
{
    public static SmException After(SmException last, BulkOptions options, ProgressMeter meter)
    {
        string advice = last.Kind == SmFailureKind.Authentication
            ? "Check the client id and the API secret of this host"
            : "Check that the server can be reached and works";
        string again = options.Journal is null
            ? "Then send what was not accepted."
            : "Then run again with the same journal: it sends what is missing.";
        return new SmException(
            SmFailureKind.RunStopped,
            $"The run was stopped after {options.StopAfterFailures} failures in a row; the last one was: {last.Message} "
            + $"Of {meter.Done} inputs that were tried or skipped, {meter.Count(SmSendStatus.Accepted)} were accepted; the rest was not tried. "
            + $"{advice}. {again}",
            last)
        {
            Endpoint = last.Endpoint,
            StatusCode = last.StatusCode,
            ServerMessages = last.ServerMessages,
        };
    }
}
