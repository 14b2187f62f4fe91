namespace SalesManagoMobile.Http;

/// <summary>A request that is answered with an error and the end of the connection: what follows it cannot be trusted.</summary>
/// <param name="status">The HTTP status of the response.</param>
/// <param name="message">What is wrong, in lower case and without a full stop.</param>
public sealed class HttpRefusalException(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status of the response.</summary>
    public int Status => status;
}
