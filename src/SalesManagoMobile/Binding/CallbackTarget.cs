using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile;

/// <summary>Checks a URL that callbacks are posted to.</summary>
internal static class CallbackTarget
{
    /// <summary>What is wrong with it; null when nothing is. The token in its path is not repeated.</summary>
    /// <param name="uri">The URL as it was given.</param>
    /// <param name="allowInsecure">Whether http to another machine is allowed.</param>
    /// <param name="advice">What allows it.</param>
    public static string? FindProblem(Uri uri, bool allowInsecure = false, string advice = "")
    {
        if (!uri.IsAbsoluteUri || uri.Scheme is not ("http" or "https"))
        {
            return "The URL does not start with http:// or https://.";
        }

        return uri.Scheme == "http" && !uri.IsLoopback && !allowInsecure
            ? $"{CallbackSender.Mask(uri)} is not on this machine and does not use https: "
                + $"anyone on the network could read the callbacks and the token.{advice}"
            : null;
    }
}
