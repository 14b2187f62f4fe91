using SalesManagoMobile.Client;
using Xunit;

namespace SalesManagoMobile.Tests;

public sealed class FittingAdviceTests
{
    [Fact]
    public void A_journal_in_a_folder_that_cannot_be_written_to_needs_another_folder()
    {
        var failure = new SmException(SmFailureKind.Journal, "The journal could not be opened.", new UnauthorizedAccessException());

        Assert.Equal("Give a path in a folder that this account can write to.", FittingAdvice.Of(failure));
    }

    [Theory]
    [InlineData("Push not found: 1", "Run Get-SmPush to list")]
    [InlineData("Application does not exist", "Give the application's simple id")]
    [InlineData("Unknown contact", "Transfer the person")]
    [InlineData("Conversation of the push not found", "Run Get-SmConversation")]
    [InlineData("Job not found: 7", "Run Get-SmJob")]
    public void What_the_server_does_not_find_is_listed_by_the_cmdlet_that_the_advice_names(string words, string advice) =>
        Assert.StartsWith(advice, FittingAdvice.Of(Refusal(words)), StringComparison.Ordinal);

    [Theory]
    [InlineData("The push is not active")]
    [InlineData("Quota exceeded, not found")]
    public void Other_refusals_keep_the_advice_of_their_kind(string words) => Assert.Null(FittingAdvice.Of(Refusal(words)));

    [Fact]
    public void After_a_send_that_may_have_been_processed_nothing_else_is_advised_than_to_look()
    {
        SmException lost = new(SmFailureKind.Rejected, "m")
        {
            MayHaveBeenProcessed = true,
            Endpoint = Endpoint.SendPush,
            ServerMessages = ["Push not found"],
        };

        Assert.StartsWith("Check Get-SmPushHistory", FittingAdvice.Of(lost), StringComparison.Ordinal);
    }

    [Fact]
    public void The_push_history_is_named_only_for_pushes()
    {
        SmException lost = new(SmFailureKind.ConnectionLost, "m") { MayHaveBeenProcessed = true, Endpoint = Endpoint.CreateContact };
        SmException own = new(SmFailureKind.InvalidInput, "m") { Endpoint = new("own", SmHost.Api, "/api/mobile/push/remove", false) };

        Assert.StartsWith("Check what the server did", FittingAdvice.Of(lost), StringComparison.Ordinal);
        Assert.Null(FittingAdvice.Of(own));
    }

    private static SmException Refusal(string words) =>
        new(SmFailureKind.Rejected, words) { Endpoint = Endpoint.SendPush, ServerMessages = [words] };
}
