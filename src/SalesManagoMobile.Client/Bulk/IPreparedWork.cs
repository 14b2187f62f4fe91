namespace SalesManagoMobile.Client;

/// <summary>A piece of work that waits for its turn. It is disposed in the end, whether its turn came or not.</summary>
internal interface IPreparedWork<TResult> : IDisposable
{
    Task<TResult> RunAsync(CancellationToken cancellationToken);
}
