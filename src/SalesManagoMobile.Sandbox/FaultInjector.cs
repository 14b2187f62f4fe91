using System.Globalization;

namespace SalesManagoMobile.Sandbox;

/// <summary>Decides what goes wrong with a request. The n-th eligible request always gets the same fault.</summary>
internal static class FaultInjector
{
    private const string Page =
        "<html>\r\n<head><title>Proxy</title></head>\r\n<body>\r\n<center><h1>Please try again "
            + "later</h1></center>\r\n</body>\r\n</html>\r\n";

    /// <summary>The answer of a request that is not to be processed, or null when it is.</summary>
    /// <param name="faults">What goes wrong.</param>
    /// <param name="seed">The account's seed.</param>
    /// <param name="number">The request's number among those that faults are for.</param>
    /// <param name="now">The time outside the sandbox: a caller compares a Retry-After date with its own clock.</param>
    public static SandboxReply? Before(SandboxFaults faults, int seed, int number, DateTimeOffset now)
    {
        if ((faults.ThrottleEvery > 0 && number % faults.ThrottleEvery == 0) || Hits(faults.ThrottleRate, seed, number, 1))
        {
            return Throttled(faults, faults.ThrottleStatus, now);
        }

        if (Hits(faults.DropBeforeProcessingRate, seed, number, 2))
        {
            return SandboxReply.Dropped;
        }

        return Hits(faults.ServerErrorRate, seed, number, 3)
            ? SandboxReply.Text(500, """{"success":false,"message":["Internal server error"]}""", SandboxReply.Json)
            : null;
    }

    /// <summary>What becomes of the answer of a request that was processed.</summary>
    public static SandboxReply After(SandboxFaults faults, int seed, int number, SandboxReply reply)
    {
        if (Hits(faults.DropAfterProcessingRate, seed, number, 4))
        {
            return SandboxReply.Dropped;
        }

        if (Hits(faults.HtmlRate, seed, number, 5))
        {
            return SandboxReply.Text(faults.HtmlStatus, Page, "text/html");
        }

        return Hits(faults.TruncateRate, seed, number, 6) ? reply with { BreaksAfter = reply.Body.Length / 2 } : reply;
    }

    /// <summary>A request refused as too many, with the Retry-After that the faults ask for.</summary>
    public static SandboxReply Throttled(SandboxFaults faults, int status, DateTimeOffset now)
    {
        var reply = SandboxReply.Text(status, """{"success":false,"message":["Too many requests"]}""", SandboxReply.Json);
        if (faults.RetryAfter is not { } wait)
        {
            return reply;
        }

        long seconds = (long)Math.Ceiling(wait.TotalSeconds);
        string value = faults.RetryAfterAsDate
            ? now.AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture)
            : seconds.ToString(CultureInfo.InvariantCulture);

        // A Retry-After date means nothing without the server's own idea of now, which every server with a clock sends.
        return reply with { Headers = [new("Retry-After", value), new("Date", now.ToString("R", CultureInfo.InvariantCulture))] };
    }

    private static bool Hits(double rate, int seed, int number, int kind) =>
        rate > 0 && SeededHash.Fraction(SeededHash.Compute((ulong)seed, (ulong)number), kind) < rate;
}
