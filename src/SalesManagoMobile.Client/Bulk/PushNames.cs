namespace SalesManagoMobile.Client;

/// <summary>
/// Names of existing pushes, asked for once per run and application. The history tells pushes apart by their names, so the journal keeps
/// them. A name that cannot be found out does not hold up a run: what it leaves as unknown then cannot be looked up.
/// </summary>
/// <param name="client">Asks for the list.</param>
/// <param name="cancelled">Ends the asking with the run.</param>
internal sealed class PushNames(SmClient client, CancellationToken cancelled) : IRequestGate
{
    private const int MaxFailures = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly object _sync = new();
    private readonly Dictionary<string, Task<IReadOnlyList<SmPush>>> _lists = new(StringComparer.Ordinal);
    private int _failures;

    /// <summary>The name of a push; null when it has none, or the account did not tell within ten seconds.</summary>
    public async ValueTask<string?> FindAsync(string? applicationId, string pushId, CancellationToken cancellationToken)
    {
        if (applicationId is null)
        {
            return null;
        }

        try
        {
            IReadOnlyList<SmPush> pushes = await ListAsync(applicationId)
                .WaitAsync(Patience, client.Options.TimeProvider, cancellationToken)
                .ConfigureAwait(false);
            return pushes.FirstOrDefault(push => string.Equals(push.Id, pushId, StringComparison.OrdinalIgnoreCase))?.Name;
        }
        catch (Exception e) when (e is SmException or TimeoutException)
        {
            return null;
        }
    }

    PaceLine IRequestGate.Line => client.Pace.SingleRequests;

    /// <summary>A list that is refused is asked for by a later send again, a few times, and not by this one.</summary>
    ValueTask<bool> IRequestGate.WaitToRetryAsync(TimeSpan backOff) => new(false);

    void IRequestGate.OnNothingLeft()
    {
    }

    void IRequestGate.OnThrottled()
    {
    }

    private Task<IReadOnlyList<SmPush>> ListAsync(string applicationId)
    {
        lock (_sync)
        {
            if (_lists.TryGetValue(applicationId, out Task<IReadOnlyList<SmPush>>? list)
                && !(list.IsFaulted && ++_failures < MaxFailures))
            {
                return list;
            }

            return _lists[applicationId] = AskAsync(applicationId);
        }
    }

    private async Task<IReadOnlyList<SmPush>> AskAsync(string applicationId)
    {
        // It has the place of the send that asks, which has not left yet: waiting for another could wait for ever.
        await client.Pace.SingleRequests.EnterAgainAsync(cancelled).ConfigureAwait(false);
        return await client.SendCheckedAsync(
            Endpoint.ListPushes, RequestFields.Application(applicationId), answer => AnswerDecoder.Pushes(answer, applicationId), this,
            cancelled).ConfigureAwait(false);
    }
}
