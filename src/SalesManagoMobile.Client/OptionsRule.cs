using System.Globalization;

namespace SalesManagoMobile.Client;

/// <summary>Checks the options of a client, once.</summary>
internal static class OptionsRule
{
    /// <summary>What <see cref="IsSafe"/> asks for, in words.</summary>
    public const string SafeAddress = "it must be https, plain http is accepted for loopback addresses only";
    public const int MaxThrottleLimit = 256;
    private const int MaxRetry = 10;
    private const int MaxResponseBytes = 1 << 30;
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(1);

    public static void Check(SmClientOptions options)
    {
        Problems problems = new();
        Address(problems, "endpoint", options.Endpoint);
        Address(problems, "mobile endpoint", options.MobileEndpoint);
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > MaxTimeout)
        {
            problems.Add("time-out", $"is {options.Timeout}, it must be more than 0 and at most a day");
        }

        Range(problems, "retries", options.MaxRetry, 0, MaxRetry);
        Range(problems, "largest response", options.MaxResponseBytes, 1, MaxResponseBytes);
        Range(problems, "connections", options.MaxConnections, 1, 1024);
        Range(problems, "requests in flight", options.ThrottleLimit ?? 1, 1, MaxThrottleLimit);
        if (options.MaxRequestsPerSecond is { } rate && !(rate > 0))
        {
            problems.Add("requests per second", string.Create(CultureInfo.InvariantCulture, $"is {rate}, it must be more than 0"));
        }

        if (problems.Found.Count > 0)
        {
            throw new SmException(SmFailureKind.InvalidInput, string.Join("; ", problems.Found) + ".");
        }
    }

    /// <summary>Whether an address may be talked to. Plain text can be read and changed on the way: it is for this machine only.</summary>
    public static bool IsSafe(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    private static void Address(Problems problems, string name, Uri? address)
    {
        if (address is null)
        {
            return;
        }

        if (!address.IsAbsoluteUri)
        {
            problems.Add(name, $"'{address}' is not an absolute address such as https://example.salesmanago.com");
        }
        else if (!IsSafe(address))
        {
            problems.Add(name, $"'{address.Scheme}://{address.Authority}' is not allowed: {SafeAddress}");
        }
        else if (address.UserInfo.Length > 0)
        {
            problems.Add(name, "must not hold a user name or password");
        }
        else if (address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            problems.Add(name, "must not have a query or fragment");
        }
    }

    private static void Range(Problems problems, string name, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            problems.Add(name, string.Create(CultureInfo.InvariantCulture, $"is {value}, it must be {least} to {most}"));
        }
    }
}
