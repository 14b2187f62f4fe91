using System.Runtime.CompilerServices;

namespace SalesManagoMobile.Client;

/// <summary>
/// Asks the history what became of the sends of a journal whose outcome is unknown, and writes what it finds into the journal. It sends
/// nothing.
/// </summary>
public sealed class JournalResolver(SmClient client, ResolveOptions options)
{
    private const string Found = "Found in the history.";
    private const string Cleared = "Not in the history after the settle time.";
    private int _failuresInRow;

    /// <summary>Looks up the unknown sends of a journal, several people at once.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="write">
    /// Whether what is found is written. The journal is locked meanwhile, and a finding is on the device before it is returned.
    /// </param>
    /// <returns>
    /// Each send that was unknown, with what it is now: accepted with its evidence, not sent, or still unknown with the reason. The failure
    /// is that of reading the person's history.
    /// </returns>
    /// <exception cref="SmException">
    /// <see cref="SmFailureKind.Journal"/>: the journal is missing, damaged, in use by a run, or cannot be written. Any other kind: the
    /// history cannot be read at all, or the session was closed. What was found until then is in the journal.
    /// </exception>
    public async IAsyncEnumerable<BulkOutcome<SmJournalEntry>> ResolveAsync(
        string path, bool write, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        client.Require(SmHost.Mobile);
        SendJournal? journal = write ? SendJournal.OpenExisting(path) : null;
        try
        {
            var sends = UnknownSends.Read(path);
            foreach (Finding finding in sends.WithoutPerson.Select(CannotBeLookedUp))
            {
                yield return new(ToEntry(finding), null);
            }

            await foreach (Answer answer in LookUpAllAsync(sends, journal, cancellationToken).ConfigureAwait(false))
            {
                SmException? failure = answer.Failure;
                foreach (Finding finding in answer.Findings)
                {
                    yield return new(ToEntry(finding), failure);
                    failure = null;
                }
            }
        }
        finally
        {
            if (journal is not null)
            {
                await journal.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static Finding CannotBeLookedUp(KnownSend send) => new(send, SmSendStatus.Unknown, null, UnknownReason.Of(send));

    private async IAsyncEnumerable<Answer> LookUpAllAsync(
        UnknownSends sends, SendJournal? journal, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<KnownSend> tags = sends.Tags;
        var answers = new Queue<Task<Answer>>();
        bool knowsClock = false;
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            foreach (IReadOnlyList<KnownSend> person in sends.ByPerson)
            {
                if (!knowsClock)
                {
                    await LearnClockAsync(person[0], cancellationToken).ConfigureAwait(false);
                    knowsClock = true;
                }

                if (answers.Count >= options.ThrottleLimit)
                {
                    yield return await answers.Dequeue().ConfigureAwait(false);
                }

                answers.Enqueue(LookUpAsync(person, tags, journal, leave.Token));
            }

            while (answers.Count > 0)
            {
                yield return await answers.Dequeue().ConfigureAwait(false);
            }
        }
        finally
        {
            await leave.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(answers.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// The server's clock decides which part of the history to ask for. A server that answers nobody ends everything here, before the
    /// first person.
    /// </summary>
    private async Task LearnClockAsync(KnownSend send, CancellationToken cancellationToken)
    {
        try
        {
            await client.GetHistoryPageAsync(Request(send.Person!.Value) with { EntriesNumber = 1 }, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (SmException refused) when (refused.Kind == SmFailureKind.Rejected)
        {
            // A refusal for this person only: the response had the server's time all the same.
        }
    }

    private async Task<Answer> LookUpAsync(
        IReadOnlyList<KnownSend> sends, IReadOnlyList<KnownSend> tags, SendJournal? journal, CancellationToken cancellationToken)
    {
        DateTimeOffset now = client.Options.TimeProvider.GetUtcNow();
        var match = new HistoryMatch(
            sends, tags, new ResolveRules(now, client.ServerClockOffset, options.Settle, options.ClearMissing));
        IEnumerable<Finding> findings = sends.Where(send => !send.IsAccepted && send.Key is null).Select(CannotBeLookedUp);
        if (match.Window is not { } window)
        {
            return new Answer([.. findings], null);
        }

        Answer answer = await AskAsync(sends, match, window, cancellationToken).ConfigureAwait(false);
        if (journal is not null)
        {
            await journal.SettleAsync([.. answer.Findings.Where(IsSettled).Select(finding => ToOutcome(finding, now))]).ConfigureAwait(false);
        }

        return answer with { Findings = [.. answer.Findings, .. findings] };
    }

    private async Task<Answer> AskAsync(
        IReadOnlyList<KnownSend> sends, HistoryMatch match, HistoryWindow window, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _failuresInRow) >= options.StopAfterFailures)
        {
            return new Answer(Unresolved(UnknownReason.NotAsked), null);
        }

        bool isComplete = true;
        HistoryRequest request = Request(sends[0].Person!.Value) with { After = window.From, Before = window.To };
        try
        {
            var entries = new List<SmPushHistoryEntry>();
            await foreach (SmPushHistoryEntry entry in client
                .GetHistoryAsync(request, null, _ => isComplete = false, cancellationToken).ConfigureAwait(false))
            {
                entries.Add(entry);
            }

            Volatile.Write(ref _failuresInRow, 0);
            return new Answer(match.Decide(entries, isComplete), null);
        }
        catch (SmException failure) when (failure.Kind != SmFailureKind.SessionClosed)
        {
            Interlocked.Increment(ref _failuresInRow);
            return new Answer(Unresolved(UnknownReason.Unreadable), failure);
        }

        Finding[] Unresolved(string reason) =>
        [
            .. sends.Where(send => !send.IsAccepted && send.Key is not null)
                .Select(send => new Finding(send, SmSendStatus.Unknown, null, reason)),
        ];
    }

    private static HistoryRequest Request(Addressee person) => person.Type == AddresseeType.Email
        ? new HistoryRequest { Email = person.Value }
        : new HistoryRequest { UserId = person.Value };

    private static bool IsSettled(Finding finding) => finding.Status != SmSendStatus.Unknown;

    private static JournalOutcome ToOutcome(Finding finding, DateTimeOffset now) => new(
        finding.Send.Intent.Id,
        now,
        finding.Status,
        finding.Send.Outcome?.Attempts ?? 1,
        null,
        null,
        finding.Status == SmSendStatus.Accepted ? Found : Cleared)
    {
        MessageId = finding.Entry?.MessageId,
        SentDate = finding.Entry?.SentDate,
    };

    private SmJournalEntry ToEntry(Finding finding) => IsSettled(finding)
        ? JournalReader.Entry(finding.Send.Intent, ToOutcome(finding, client.Options.TimeProvider.GetUtcNow()))
        : JournalReader.Entry(finding.Send.Intent, finding.Send.Outcome) with { Reason = finding.Reason };

    /// <summary>What became of the unknown sends to one person.</summary>
    /// <param name="Failure">Why the person's history could not be read, or null.</param>
    private sealed record Answer(IReadOnlyList<Finding> Findings, SmException? Failure);
}
