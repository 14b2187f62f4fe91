using System.Net.Http.Headers;

namespace SalesManagoMobile.Client;

/// <summary>Reads the <c>Retry-After</c> header in both its forms: seconds, or an HTTP date.</summary>
internal static class RetryAfter
{
    /// <summary>Longer waits are a server's mistake, such as a date in another century.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <param name="now">Stands in for the server's clock when the answer has no <c>Date</c>.</param>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.RetryAfter is not { } value)
        {
            return null;
        }

        TimeSpan? wait = value.Delta ?? (value.Date - (headers.Date ?? now));
        return wait is not { } given ? null : TimeSpan.FromTicks(Math.Clamp(given.Ticks, 0, Longest.Ticks));
    }
}
