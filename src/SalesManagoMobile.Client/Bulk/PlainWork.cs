namespace SalesManagoMobile.Client;

/// <summary>Work that needs no preparation.</summary>
internal sealed class PlainWork<T, TResult>(T input, Func<T, CancellationToken, Task<TResult>> work) : IPreparedWork<TResult>
{
    public Task<TResult> RunAsync(CancellationToken cancellationToken) => work(input, cancellationToken);

    public void Dispose()
    {
        // There is nothing to undo when its turn does not come.
    }
}
