using SalesManagoMobile.Sandbox;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>
/// Every operation against the emulator, which has its own reading of the documentation and its own signature and limit checks.
/// </summary>
public sealed class AgainstTheSandboxTests
{
    private readonly SandboxAccount _account = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_works()
    {
        using HttpMessageHandler handler = _account.CreateHandler();
        using SmClient client = new(Options(handler));
        SmPush push = (await client.ListPushesAsync(SandboxAccount.ApplicationId, Token))[0];
        string email = "new.person@example.com";

        CreatedContact contact = await client.CreateContactAsync(
            new()
            {
                PushRegistrationId = "token",
                ApplicationId = SandboxAccount.ApplicationId,
                System = "android",
                Email = email,
                Timezone = "Europe/Madrid",
                Locale = "es-ES",
            },
            Token);
        PushRequest request = new()
        {
            Content = new ExistingPush(push.Id!),
            ApplicationId = SandboxAccount.ApplicationId,
            Email = email,
            Properties = new Dictionary<string, string> { ["discount"] = "20%" },
            SendToAllDevices = true,
        };
        CustomPush custom = new()
        {
            Title = "Hello ${name:you} 💰",
            Content = "Look",
            Deeplink = "myapp://shop/${slug:new}",
            ImageUrl = "https://example.com/a.png",
            SoundName = "chime",
        };
        BatchRequest batch = new()
        {
            Content = new ExistingPush(push.Id!),
            ApplicationId = SandboxAccount.ApplicationId,
            Addressees = [new(AddresseeType.Email, email), new(AddresseeType.UserId, contact.UserId!)],
        };
        await client.SendPushAsync(request, Token);
        await client.SendPushAsync(request with { Content = custom }, Token);
        await client.SendBatchAsync(batch, Token);
        await client.SendBatchAsync(batch with { Content = custom }, Token);

        List<SmPushHistoryEntry> history = [];
        HistoryRequest person = new() { Email = email, EntriesNumber = 1, Extended = true };
        await foreach (SmPushHistoryEntry entry in client.GetHistoryAsync(person, null, Assert.Fail, Token))
        {
            history.Add(entry);
        }

        IReadOnlyList<SmConversation> conversations = await client.ListConversationsAsync(push.Id!, Token);
        IReadOnlyList<SmConversationStats> statistics = await client.GetStatisticsAsync(conversations[0].ConversationId!.Value, Token);
        SmJob one = await client.ExportConversationAsync(conversations[0].ConversationId!.Value, Token);
        SmJob all = await client.ExportPushAsync(push.Id!, _account.UtcNow.AddDays(-1), _account.UtcNow.AddHours(1), Token);
        SmJob running = await client.GetJobAsync(one.JobId, Token);
        SmJob unknown = await client.GetJobAsync(999_999_999, Token);

        Assert.NotNull(contact.UserId);
        Assert.True(history.Count >= 4, $"{history.Count} entries");
        Assert.All(history, entry => Assert.NotNull(entry.SentDate));
        Assert.Contains(history, entry => entry.Title == "Hello you 💰");
        Assert.NotEmpty(statistics);
        Assert.NotEqual(one.JobId, all.JobId);
        Assert.NotEqual(SmJobStatus.Failed, running.Status);
        Assert.Equal(SmJobStatus.Failed, unknown.Status);
        Assert.Empty(Endpoint.All.Select(endpoint => endpoint.Path).Except(_account.Requests.Counts.Keys));
    }

    [Fact]
    public async Task Wrong_credentials_are_recognised_on_both_hosts()
    {
        using HttpMessageHandler handler = _account.CreateHandler();
        var wrong = SmCredential.Create(SandboxAccount.ClientId, "wrong");
        using SmClient client = new(Options(handler) with { Credential = wrong, MobileCredential = wrong });

        SmException api = await Assert.ThrowsAsync<SmException>(() => client.ListPushesAsync(SandboxAccount.ApplicationId, Token));
        SmException mobile = await Assert.ThrowsAsync<SmException>(() => client.GetJobAsync(1, Token));

        Assert.All([api, mobile], failure => Assert.Equal(SmFailureKind.Authentication, failure.Kind));
    }

    [Theory]
    [InlineData("dropped before", SmFailureKind.ConnectionLost)]
    [InlineData("dropped after", SmFailureKind.ConnectionLost)]
    [InlineData("cut short", null)]
    [InlineData("html", SmFailureKind.ServerError)]
    [InlineData("500", SmFailureKind.ServerError)]
    [InlineData("429", SmFailureKind.Throttled)]
    public async Task A_push_is_never_sent_twice_whatever_goes_wrong(string fault, SmFailureKind? kind)
    {
        _account.Faults = fault switch
        {
            "dropped before" => SandboxFaults.None with { DropBeforeProcessingRate = 1 },
            "dropped after" => SandboxFaults.None with { DropAfterProcessingRate = 1 },
            "cut short" => SandboxFaults.None with { TruncateRate = 1 },
            "html" => SandboxFaults.None with { HtmlRate = 1 },
            "500" => SandboxFaults.None with { ServerErrorRate = 1 },
            _ => SandboxFaults.None with { ThrottleRate = 1 },
        };
        SandboxPush push = _account.Pushes.First(push => push.ApplicationId == SandboxAccount.ApplicationId);
        SandboxContact contact = _account.Contacts.First(contact => contact.Devices > 0);
        await using var server = SandboxServer.Start(_account);
        using HttpMessageHandler inProcess = _account.CreateHandler();
        SmClientOptions overHttp = Options(null) with { Endpoint = server.Url, MobileEndpoint = server.Url };
        PushRequest request = new()
        {
            Content = new ExistingPush(push.Id.ToString()),
            ApplicationId = SandboxAccount.ApplicationId,
            Email = contact.Email,
        };
        foreach (SmClientOptions options in new[] { Options(inProcess), overHttp })
        {
            using SmClient client = new(options with { MaxRetry = 3, TimeProvider = new TestClock(TimeSpan.FromSeconds(60)) });
            int before = _account.CountSendsTo(contact.Email!);

            SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(request, Token));

            int sent = _account.CountSendsTo(contact.Email!) - before;
            Assert.Equal(fault == "429" ? 4 : 1, failure.Attempts);
            Assert.InRange(sent, 0, 1);
            Assert.True(failure.MayHaveBeenProcessed || sent == 0, failure.Message);
            Assert.True(kind is null || kind == failure.Kind, failure.ToString());
        }
    }

    private static SmClientOptions Options(HttpMessageHandler? handler) => new()
    {
        Endpoint = new Uri("https://sandbox.salesmanago.com"),
        Credential = SmCredential.Create(SandboxAccount.ClientId, SandboxAccount.ApiSecret),
        MobileCredential = SmCredential.Create(SandboxAccount.MobileClientId, SandboxAccount.MobileApiSecret),
        MaxRetry = 0,
        Handler = handler,
    };
}
