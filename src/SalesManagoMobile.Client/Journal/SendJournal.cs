namespace SalesManagoMobile.Client;

/// <summary>An append-only record of what was meant to be sent and what became of it.</summary>
public sealed class SendJournal : IAsyncDisposable
{
    private SendJournal(string path) => Path = path;

    public string Path { get; }

    /// <summary>Opens or creates the journal and locks it against a second run.</summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: locked by another run, or damaged.</exception>
    public static SendJournal Open(string path) => new(path);

    /// <summary>Reads a journal without locking it.</summary>
    public static IEnumerable<SmJournalEntry> Read(string path) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
