using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>What is read of a journal before the history is asked.</summary>
public sealed class UnknownSendsTests : IDisposable
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly Journals _journals = new();

    public void Dispose() => _journals.Dispose();

    [Fact]
    public async Task A_send_that_was_tried_again_may_have_left_at_its_first_intent()
    {
        await WriteAsync(Intent(1, 0), Intent(1, 60));

        KnownSend send = Assert.Single(Assert.Single(UnknownSends.Read(_journals.Path).ByPerson));

        Assert.Equal((Nine, Nine.AddMinutes(60)), (send.FirstAt, send.Intent.At));
    }

    [Theory]
    [InlineData(SmSendStatus.Failed)]
    [InlineData(SmSendStatus.NotSent)]
    public async Task After_an_attempt_that_surely_was_not_processed_it_starts_anew(SmSendStatus status)
    {
        await WriteAsync(Intent(1, 0), Outcome(1, 1, status), Intent(1, 60));

        KnownSend send = Assert.Single(Assert.Single(UnknownSends.Read(_journals.Path).ByPerson));

        Assert.Equal(Nine.AddMinutes(60), send.FirstAt);
    }

    [Fact]
    public async Task Of_a_person_with_an_unknown_send_the_accepted_ones_count_and_the_failed_ones_do_not()
    {
        await WriteAsync(
            Intent(1, 0), Outcome(1, 1, SmSendStatus.Accepted), Intent(2, 0, "ANN@x.com"), Intent(3, 0), Outcome(3, 1, SmSendStatus.Failed),
            Intent(4, 0, "bob@x.com"), Outcome(4, 1, SmSendStatus.Accepted));

        IReadOnlyList<KnownSend> ann = Assert.Single(UnknownSends.Read(_journals.Path).ByPerson);

        Assert.Equal([true, false], ann.Select(send => send.IsAccepted));
    }

    private static JournalIntent Intent(ulong id, int minutes, string recipient = "ann@x.com") =>
        new(new SendId(id, id), Nine.AddMinutes(minutes), "send existing push", "app", Clients.PushId, recipient)
        {
            RecipientType = AddresseeType.Email,
            PushName = "Win-back",
        };

    private static JournalOutcome Outcome(ulong id, int minutes, SmSendStatus status) =>
        new(new SendId(id, id), Nine.AddMinutes(minutes), status, 1, null, null, null);

    private async Task WriteAsync(params IReadOnlyList<JournalRecord> records)
    {
        await using var journal = SendJournal.Open(_journals.Path);
        await journal.AppendDurablyAsync(records);
    }
}
