namespace SalesManagoMobile.Callbacks;

/// <summary>A request that is answered with an error and the end of the connection: what follows it cannot be trusted.</summary>
internal sealed class HttpRefusal(int status, string message) : Exception(message)
{
    public int Status => status;
}
