using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Journals in a folder of their own, removed at the end, and short ways to write and ask them.</summary>
internal sealed class Journals : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    // In memory where there is such a folder: these tests are about bytes, not about the speed of a device.
    private readonly DirectoryInfo _folder = Directory.CreateDirectory(System.IO.Path.Combine(
        Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath(), $"sm-journal-{Guid.NewGuid():N}"));

    public string Path => System.IO.Path.Combine(_folder.FullName, "winback.journal");

    public static PushRequest Push(string email) => new()
    {
        Content = new ExistingPush(Clients.PushId),
        ApplicationId = "my_example_app",
        Email = email,
    };

    /// <summary>Writes an intent for each recipient and, where there is one, its outcome.</summary>
    public async Task WriteAsync(params IEnumerable<(string Email, SmSendStatus? Outcome)> sends)
    {
        await using var journal = SendJournal.Open(Path);
        foreach ((string email, SmSendStatus? outcome) in sends)
        {
            await WriteAsync(journal, email, outcome);
        }
    }

    public static async Task WriteAsync(SendJournal journal, string email, SmSendStatus? outcome, bool resendUnknown = false)
    {
        using JournalClaim claim = await journal.ClaimAsync([SendIdentity.Of(Push(email))], resendUnknown, CancellationToken.None);
        await claim.BeginAsync(new JournalIntent(claim.Ids[0], At, Endpoint.SendPush.Operation, "my_example_app", Clients.PushId, email));
        claim.Leave();
        if (outcome is { } status)
        {
            claim.End(new JournalOutcome(claim.Ids[0], At.AddSeconds(1), status, 1, null, null, null));
        }
    }

    /// <summary>What a run would do with a push to each of the recipients.</summary>
    public string Verdicts(params IEnumerable<string> emails)
    {
        JournalSnapshot snapshot = SendJournal.Peek(Path);
        return string.Join(' ', emails.Select(email => snapshot.Judge(Push(email))));
    }

    /// <summary>A journal as a run leaves it that is killed before its second flush: nothing is sealed yet.</summary>
    public static byte[] Unsealed(byte[] journal) =>
        [.. JournalFormat.Header(new JournalSeal(JournalFormat.HeaderLength, 0)), .. journal[JournalFormat.HeaderLength..]];

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>A journal's file on a disk that breaks when the test says so.</summary>
internal sealed class BrokenFile(string path) : AppendFile(path, FileShare.None, isPrivate: true)
{
    public bool IsBroken { get; set; }

    /// <summary>Called after each write.</summary>
    public Action? Written { get; set; }

    public int Flushes { get; private set; }

    public override void Flush()
    {
        base.Flush();
        Flushes++;
    }

    protected override void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        if (IsBroken)
        {
            throw new IOException("The disk is broken.");
        }

        base.Write(bytes, offset);
        Written?.Invoke();
    }
}
