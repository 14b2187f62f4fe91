namespace SalesManagoMobile.Client;

/// <summary>What a bulk run needs to know of one kind of send.</summary>
/// <typeparam name="TRequest">The input.</typeparam>
/// <typeparam name="TAnswer">What the client answers with.</typeparam>
/// <typeparam name="TResult">The flat object that goes on the pipeline.</typeparam>
internal abstract class SendKind<TRequest, TAnswer, TResult>
{
    /// <summary>What the journal knows the request's sends by: one for each recipient.</summary>
    public abstract IReadOnlyList<SendId> Identify(TRequest request);

    /// <summary>Leaves out the recipients that the journal knows. When that would be all, the request is for its result alone.</summary>
    /// <param name="request">The request.</param>
    /// <param name="verdicts">What to do with each recipient.</param>
    public virtual TRequest Narrow(TRequest request, IReadOnlyList<JournalVerdict> verdicts) => request;

    /// <summary>What the journal keeps before the request leaves, for each recipient.</summary>
    public abstract IReadOnlyList<JournalIntent> ToIntents(TRequest request, IReadOnlyList<SendId> ids, DateTimeOffset at);

    /// <summary>What the push says, or null when there is no push: the journal keeps none of its texts.</summary>
    public abstract PushContent? ContentOf(TRequest request);

    /// <summary>Whether the request keeps all limits; one that does not is refused when it is sent.</summary>
    public abstract bool IsValid(TRequest request);

    /// <summary>Sends one. The gate is asked before each attempt.</summary>
    public abstract Task<TAnswer> SendAsync(SmClient client, TRequest request, IRequestGate gate, CancellationToken cancellationToken);

    /// <summary>What the server said besides yes, and how many attempts it took.</summary>
    public abstract SmAnswer Describe(TAnswer answer);

    /// <summary>The result for the pipeline.</summary>
    public abstract TResult ToResult(TRequest request, SendReport<TAnswer> report);
}
