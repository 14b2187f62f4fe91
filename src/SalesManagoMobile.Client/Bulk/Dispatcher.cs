namespace SalesManagoMobile.Client;

/// <summary>Runs work over a stream with a bounded window and keeps the order of the input.</summary>
public static class Dispatcher
{
    /// <summary>
    /// Starts work on inputs as they come, at most <paramref name="limit"/> at once, and yields the results in input order.
    /// The source is not asked for more while the window is full; when the consumer stops, so does the source.
    /// </summary>
    public static IAsyncEnumerable<TResult> RunAsync<T, TResult>(
        IAsyncEnumerable<T> source, int limit, Func<T, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
