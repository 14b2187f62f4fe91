using SalesManagoMobile.Client;
using Xunit;

namespace SalesManagoMobile.Tests;

public sealed class RunSummaryTests
{
    [Fact]
    public void A_run_without_a_failure_says_how_many_and_needs_no_screen() =>
        Assert.Equal(
            ("Sending pushes: 3 accepted, 2 skipped.", false),
            RunSummary.Of("Sending pushes", new BulkProgress { Accepted = 3, Skipped = 2 }, null));

    [Theory]
    [InlineData(null, "Sending pushes: 1 accepted, 2 failed, 3 unknown, 4 not tried. Results with the status Failed or NotTried were not "
        + "processed and can be piped in "
        + "again. Sends with the status Unknown may have arrived: check Get-SmPushHistory before you send them again.")]
    [InlineData("a.journal", "Sending pushes: 1 accepted, 2 failed, 3 unknown, 4 not tried. Run the same command again with -JournalPath "
        + "a.journal to send what failed or "
        + "was not tried. Sends with the status Unknown may have arrived and are not "
        + "sent again: Resolve-SmSendJournal a.journal looks them up.")]
    public void An_incomplete_run_says_how_to_go_on_and_never_to_send_the_unknown_again(string? journal, string line) => Assert.Equal(
        (line, true), RunSummary.Of("Sending pushes", new BulkProgress { Accepted = 1, Failed = 2, Unknown = 3, NotTried = 4 }, journal));

    [Fact]
    public void A_run_that_ended_early_counts_the_results_that_nobody_saw() => Assert.Equal(
        "Sending pushes ended early: 5 accepted. The last 2 results could not be written. "
            + "The results are incomplete, so running it again may send twice; -JournalPath prevents that.",
        RunSummary.EndedEarly("Sending pushes", new BulkProgress { Accepted = 5 }, 2, null));

    [Fact]
    public void The_line_after_a_stop_is_as_the_help_shows_it() => Assert.Contains(
        RunSummary.EndedEarly("Sending pushes", new BulkProgress { Accepted = 640, NotTried = 192 }, 256, "winback.journal"),
        Repository.Read("docs", "about_SalesManagoMobile_Errors.md").ReplaceLineEndings(" "));
}
