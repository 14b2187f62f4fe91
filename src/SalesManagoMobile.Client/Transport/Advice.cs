namespace SalesManagoMobile.Client;

/// <summary>What to do about a failure, in words.</summary>
internal static class Advice
{
    public static string MayHaveBeenProcessed(Endpoint endpoint) => endpoint.Repeatable
        ? "It is safe to try again."
        : "The server may have processed it, so it is not retried.";

    public static string Authentication(SmHost host) => host == SmHost.Api
        ? "Check client id and API secret under Integration Center, API, API v2; the mobile host has its own pair"
        : "Check vendor id and API secret under SALESmanago Mobile, Settings, Account; the api host has its own pair";

    public static string NameOf(SmHost host) => host == SmHost.Api ? "api host" : "mobile host";

    public static string MissingCredential(SmHost host) => host == SmHost.Api
        ? "Give Connect-SmAccount -Endpoint and -Credential, or set SALESMANAGO_ENDPOINT, SALESMANAGO_CLIENT_ID and SALESMANAGO_API_SECRET."
        : "Give Connect-SmAccount -MobileCredential, or set SALESMANAGO_MOBILE_CLIENT_ID and SALESMANAGO_MOBILE_API_SECRET.";
}
