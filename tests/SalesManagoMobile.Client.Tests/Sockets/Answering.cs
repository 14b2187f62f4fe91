using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>A push that meets one answer.</summary>
internal static class Answering
{
    /// <summary>Sends a push to a server that gives this answer, and gives the failure. However it fails, it is sent once.</summary>
    public static async Task<SmException> FailAsync(string body, string status, params string[] headers)
    {
        await using ScriptedServer server = new(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.AnswerAsync(body, status, headers);
        });
        using SmClient client = server.Client(o => o with { MaxRetry = 3, RetryThrottledSends = false, TimeProvider = new TestClock() });

        SmException failure =
            await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Clients.Push, TestContext.Current.CancellationToken));

        Assert.Equal(1, failure.Attempts);
        Assert.Equal(1, server.Requests);
        return failure;
    }
}
