using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Client;

/// <summary>
/// Reads a journal twice: first to learn where the last word on each send stands, then to tell it. So a journal of any size
/// costs some 30 bytes of memory per send, and not its text.
/// </summary>
internal static class JournalReader
{
    public static IEnumerable<SmJournalEntry> Read(string path)
    {
        using FileStream file = Open(path);
        JournalLines lines = Lines(file, path);
        JournalTable<LastWord> lastWords = FindLastWords(lines);
        long end = lines.Number;

        lines = Lines(file, path);
        lines.ReadHeader();
        var open = new Dictionary<SendId, JournalIntent>();
        // A run may have written more since: that is read next time.
        while (lines.Number < end && Next(lines) is { } record)
        {
            LastWord last = lastWords.Get(record.Id);
            if (record is JournalIntent intent)
            {
                if (last.Intent != lines.Number)
                {
                    continue;
                }

                if (last.Outcome < last.Intent)
                {
                    yield return Entry(intent, null);
                }
                else
                {
                    open.Add(intent.Id, intent);
                }
            }
            else if (last.Outcome == lines.Number && open.Remove(record.Id, out JournalIntent? begun))
            {
                yield return Entry(begun, (JournalOutcome)record);
            }
        }
    }

    /// <summary>Tells whom a journal's sends reached, or may have reached: all but those that were surely not processed.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="take">Takes the kind of recipient and the recipient; for a tag its text as <see cref="SmJournalEntry"/> has it.</param>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: damaged, no journal at all, or not to be opened.</exception>
    public static void ReadReached(string path, Action<AddresseeType, string> take)
    {
        using FileStream file = Open(path);
        JournalTable<JournalState> states = JournalSnapshot.ReadStates(Lines(file, path));
        JournalLines lines = Lines(file, path);
        lines.ReadHeader();
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (!line.StartsWith("intent\t"u8))
            {
                continue;
            }

            if (JournalFormat.Read(line) is not JournalIntent { Recipient: { } recipient } intent)
            {
                throw lines.Damaged();
            }

            if (states.Get(intent.Id) != JournalState.Failed)
            {
                take(intent.RecipientType ?? Guess(intent.Operation, recipient), recipient);
            }
        }
    }

    /// <summary>The kind of a recipient in a journal that does not keep it: contacts, and journals of the first format.</summary>
    private static AddresseeType Guess(string operation, string recipient) =>
        operation == Endpoint.CreateContact.Operation || recipient.Contains('@', StringComparison.Ordinal) ? AddresseeType.Email
        : recipient.StartsWith("TAG: ", StringComparison.Ordinal) ? AddresseeType.Tag
        : Guid.TryParse(recipient, out _) ? AddresseeType.ContactId : AddresseeType.UserId;

    /// <summary>Opens a journal for reading, also while a run has it locked.</summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: it does not exist, or is not to be opened.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return DurableFile.OpenForReading(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw JournalFile.CannotOpen(path, e);
        }
    }

    public static JournalLines Lines(FileStream file, string path) =>
        new((buffer, offset) => RandomAccess.Read(file.SafeFileHandle, buffer, offset), path);

    private static JournalTable<LastWord> FindLastWords(JournalLines lines)
    {
        var lastWords = new JournalTable<LastWord>();
        if (!lines.ReadHeader())
        {
            return lastWords;
        }

        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (!JournalFormat.TryReadState(line, out SendId id, out SmSendStatus? outcome))
            {
                throw lines.Damaged();
            }

            LastWord last = lastWords.Get(id);
            uint number = (uint)lines.Number;
            lastWords.Set(id, outcome is null ? last with { Intent = number } : last with { Outcome = number });
        }

        return lastWords;
    }

    private static JournalRecord? Next(JournalLines lines) =>
        lines.TryRead(out ReadOnlySpan<byte> line) ? JournalFormat.Read(line) ?? throw lines.Damaged() : null;

    /// <summary>What a journal knows of a send.</summary>
    public static SmJournalEntry Entry(JournalIntent intent, JournalOutcome? outcome) => new()
    {
        Id = intent.Id.ToString(),
        Operation = intent.Operation,
        ApplicationId = intent.ApplicationId,
        PushId = intent.PushId,
        Recipient = intent.Recipient,
        Status = outcome?.Status ?? SmSendStatus.Unknown,
        Failure = outcome?.Failure?.ToString(),
        HttpStatus = outcome?.HttpStatus,
        Message = outcome is null ? "The run ended before the outcome was known." : outcome.Message,
        Attempts = outcome?.Attempts ?? 0,
        At = outcome?.At ?? intent.At,
        MessageId = outcome?.MessageId,
        SentDate = outcome?.SentDate,
    };

    /// <summary>The lines of the last intent and the last outcome of a send; 0 when there is none.</summary>
    private readonly record struct LastWord(uint Intent, uint Outcome);
}
