using System.Globalization;
using System.Net.Sockets;

namespace SalesManagoMobile.Client;

/// <summary>Tells "nothing left this machine" from "the server may have acted" when no complete answer came.</summary>
internal static class SendFailures
{
    /// <param name="call">What was being sent.</param>
    /// <param name="error">What the network threw; not the caller's cancellation.</param>
    /// <param name="timedOut">Whether the attempt's own time ran out.</param>
    /// <param name="nothingLeft">Whether it is certain that no byte of the request left.</param>
    /// <param name="attempt">1 for the first.</param>
    public static SmException Of(Call call, Exception error, bool timedOut, bool nothingLeft, int attempt)
    {
        nothingLeft |= !call.Content.Started && IsConnecting(error);
        (SmFailureKind kind, string what) = nothingLeft ? NotConnected(call, error, timedOut)
            : timedOut ? (SmFailureKind.TimedOut, $"no complete response from {call.Host} within {Seconds(call.Timeout)}")
            : IsLost(error) ? (SmFailureKind.ConnectionLost, $"the connection to {call.Host} broke: {Reason(error)}")
            : (SmFailureKind.InvalidResponse, $"the response from {call.Host} cannot be read: {Reason(error)}");
        string then = nothingLeft
            ? "Nothing was sent."
            : Advice.MayHaveBeenProcessed(call.Endpoint);

        // An error that quotes a secret, or what a terminal would obey, is not kept, not even as the cause.
        string quoted = error.ToString().ReplaceLineEndings(" ");
        Exception? cause = SafeText.ForScreen(call.Secrets.Mask(quoted)) == quoted ? error : null;
        return new SmException(kind, call.Secrets.Mask($"{call.Endpoint.Operation}: {what}. {then}"), cause)
        {
            Endpoint = call.Endpoint,
            MayHaveBeenProcessed = !nothingLeft,
            Attempts = attempt,
        };
    }

    private static (SmFailureKind Kind, string What) NotConnected(Call call, Exception error, bool timedOut) => (
        SmFailureKind.ConnectionFailed,
        timedOut ? $"no connection to {call.Host} within {Seconds(call.Timeout)}" : $"no connection to {call.Host}: {Reason(error)}");

    private static bool IsConnecting(Exception error) => error is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    /// <summary>
    /// Whether the connection is to blame. Otherwise a response did come, but it is not HTTP, has endless headers, or is not encoded as it
    /// says.
    /// </summary>
    private static bool IsLost(Exception error) =>
        error is SocketException or OperationCanceledException or IOException or ObjectDisposedException
        or HttpRequestException { HttpRequestError: not (HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded) };

    private static string Reason(Exception error)
    {
        for (Exception? inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is SocketException socket)
            {
                return $"{socket.Message} ({socket.SocketErrorCode})";
            }
        }

        return (error.InnerException ?? error).Message.TrimEnd('.');
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
