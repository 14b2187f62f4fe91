namespace SalesManagoMobile.Client;

/// <summary>What a bulk run needs to know about one kind of request.</summary>
/// <typeparam name="TRequest">The input.</typeparam>
/// <typeparam name="TResult">The flat object that goes on the pipeline.</typeparam>
internal abstract class SendOperation<TRequest, TResult>(SmHost host)
{
    /// <summary>The host that serves it.</summary>
    public SmHost Host => host;

    /// <summary>What keeps the request from being sent; empty when nothing does.</summary>
    public abstract IReadOnlyList<string> Check(TRequest request);

    /// <summary>The shard of the list that the request belongs to, or null.</summary>
    public abstract string? ShardOf(TRequest request);

    /// <summary>Why the request is skipped whatever the journal says, or null.</summary>
    public abstract string? LeftOutOf(TRequest request);

    /// <summary>The endpoint that the request goes to.</summary>
    public abstract Endpoint EndpointOf(TRequest request);

    /// <summary>Whom the request is for, in a few words. One that does not say, or is for many, is named by its number in the run.</summary>
    public abstract string NameOf(TRequest request, int number);

    /// <summary>What the journal knows the request's sends by: one id for each recipient.</summary>
    public abstract IReadOnlyList<SendId> Identify(TRequest request);

    /// <summary>
    /// Leaves out the recipients that are not to be sent to. When that would be all, the request is for its result alone.
    /// </summary>
    public virtual TRequest Narrow(TRequest request, IReadOnlyList<JournalVerdict> verdicts) => request;

    /// <summary>What the journal keeps before the request leaves, for each recipient.</summary>
    public abstract IReadOnlyList<JournalIntent> ToIntents(TRequest request, IReadOnlyList<SendId> ids, DateTimeOffset at);

    /// <summary>The application that the push belongs to; null when there is no push.</summary>
    public virtual string? ApplicationOf(TRequest request) => null;

    /// <summary>What the push says, or null when there is no push: the journal keeps none of its texts.</summary>
    public virtual PushContent? ContentOf(TRequest request) => null;

    /// <summary>Sends one request that passed <see cref="Check"/>.</summary>
    public abstract Task<SmAnswer> SendAsync(SmClient client, TRequest request, IRequestGate gate, CancellationToken cancellationToken);

    /// <summary>The result for the pipeline.</summary>
    public abstract TResult ToResult(TRequest request, SendReport report);
}

/// <summary>What became of one input of a run.</summary>
/// <param name="Number">Its place in the run, 1 for the first input.</param>
/// <param name="Verdicts">What the journal said about each of its recipients; empty when it was not asked.</param>
/// <param name="Answer">The server's answer when it accepted the request.</param>
internal sealed record SendReport(
    int Number,
    IReadOnlyList<JournalVerdict> Verdicts,
    SmSendStatus Status,
    string? Message,
    int Attempts,
    TimeSpan Elapsed,
    DateTimeOffset At,
    SmAnswer? Answer);
