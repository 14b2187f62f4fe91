namespace SalesManagoMobile.Client;

/// <summary>What a bulk run needs to know of one kind of send.</summary>
/// <typeparam name="TRequest">The input.</typeparam>
/// <typeparam name="TAnswer">What the client answers with.</typeparam>
/// <typeparam name="TResult">The flat object that goes on the pipeline.</typeparam>
internal abstract class SendKind<TRequest, TAnswer, TResult>
{
    /// <summary>Sends one.</summary>
    public abstract Task<TAnswer> SendAsync(SmClient client, TRequest request, CancellationToken cancellationToken);

    /// <summary>What the server said besides yes, and how many attempts it took.</summary>
    public abstract SmAnswer Describe(TAnswer answer);

    /// <summary>The result for the pipeline.</summary>
    public abstract TResult ToResult(TRequest request, SendReport<TAnswer> report);
}
