namespace SalesManagoMobile.Client;

/// <summary>The two hosts of the API. Each has its own credentials.</summary>
public enum SmHost
{
    /// <summary>The server of the account, for example app3, <c>https://&lt;name&gt;.salesmanago.com</c>: lists and sends pushes.</summary>
    Api,

    /// <summary>
    /// The host shared by all accounts, <c>https://api.appmanago.com</c> by default: contacts, history, statistics, exports.
    /// </summary>
    Mobile,
}
