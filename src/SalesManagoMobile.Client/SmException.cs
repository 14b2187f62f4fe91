using System.Net;

namespace SalesManagoMobile.Client;

/// <summary>The one failure of this library. Cancellation is the other way out: <see cref="OperationCanceledException"/>.</summary>
public sealed class SmException : Exception
{
    /// <param name="kind">Why the operation failed.</param>
    /// <param name="message">What happened. Text from outside in it is made safe to show.</param>
    /// <param name="innerException">The cause, if there is one that may be shown.</param>
    public SmException(SmFailureKind kind, string message, Exception? innerException = null)
        : base(SafeText.ForScreen(message), innerException) => Kind = kind;

    /// <summary>Why the operation failed.</summary>
    public SmFailureKind Kind { get; }

    /// <summary>The operation that failed, when there was one.</summary>
    public Endpoint? Endpoint { get; init; }

    /// <summary>The HTTP status, when there was an answer.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>What the server said, safe to show and without secrets: at most about 2000 characters, a cut is noted at the end.</summary>
    public IReadOnlyList<string> ServerMessages
    {
        get => [.. RawServerMessages.Select(SafeText.ForScreen)];
        init => RawServerMessages = value;
    }

    /// <summary>What the server said, as it came but for secrets.</summary>
    internal IReadOnlyList<string> RawServerMessages { get; private init; } = [];

    /// <summary>How long the server asked to wait, when it did.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// Whether the server may have acted on the request. When true, sending it again may act twice: the outcome is unknown.
    /// </summary>
    public bool MayHaveBeenProcessed { get; init; }

    /// <summary>How many times the request was sent, or tried to be sent. Zero when it was refused before sending.</summary>
    public int Attempts { get; init; }

    /// <summary>The cause without the circumstances, for a result that stands beside the error; null when the message is short enough.</summary>
    internal string? Reason { get; init; }

    /// <summary>The message without the operation at its beginning, for where the operation is known.</summary>
    internal string MessageAlone => Endpoint is { } endpoint && Message.StartsWith($"{endpoint.Operation}: ", StringComparison.Ordinal)
        ? Message[(endpoint.Operation.Length + 2)..]
        : Message;

    /// <summary>The same failure, with the one of many inputs that it is about in the place of the operation.</summary>
    internal SmException About(string input) => With($"{input}: {MessageAlone}", MayHaveBeenProcessed);

    /// <summary>The same failure of a later attempt, when one before it may have been processed.</summary>
    internal SmException AfterUnknown() => MayHaveBeenProcessed
        ? this
        : With($"{Message} An earlier attempt may have been processed, so the outcome is unknown.", mayHaveBeenProcessed: true);

    private SmException With(string message, bool mayHaveBeenProcessed) => new(Kind, message, InnerException)
    {
        Endpoint = Endpoint,
        StatusCode = StatusCode,
        ServerMessages = RawServerMessages,
        RetryAfter = RetryAfter,
        MayHaveBeenProcessed = mayHaveBeenProcessed,
        Attempts = Attempts,
        Reason = Reason,
    };
}
