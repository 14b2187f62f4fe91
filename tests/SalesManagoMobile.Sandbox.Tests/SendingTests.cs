using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesManagoMobile.Sandbox.Tests;

public sealed class SendingTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(TestClock.Start);
    private readonly SandboxAccount _account;
    private readonly Caller _caller;
    private readonly Guid _push;

    public SendingTests()
    {
        _account = new SandboxAccount(new SandboxOptions { TimeProvider = _time });
        _caller = Caller.InProcess(_account);
        _push = _account.Pushes.Single(one => one.Name == "Win-back discount").Id;
    }

    [Fact]
    public void The_account_starts_small_and_believable()
    {
        Assert.Equal(40, _account.Contacts.Count);
        Assert.Equal(40, _account.Contacts.Select(contact => contact.Email).Distinct().Count());
        Assert.All(
            ["VIP", "NEWSLETTER", "FEMALE_CLOTHING", "LAPSED"],
            tag => Assert.Contains(_account.Contacts, contact => contact.Tags.Contains(tag)));
        Assert.Equal(6, _account.Pushes.Count);
        Assert.Empty(_account.Deliveries);
    }

    [Fact]
    public async Task A_person_reads_the_text_with_properties_details_and_fallbacks()
    {
        await _caller.SucceedAsync(Caller.Send, Bodies.Send(_push));
        SandboxDelivery delivery = Assert.Single(_account.Deliveries);
        Assert.Equal("We miss you, Ana", delivery.Title);
        Assert.Equal("Come back and take 20% off. Your favourite is waiting.", delivery.Content);
        Assert.Equal(_time.GetUtcNow(), delivery.SentAt);
    }

    [Fact]
    public async Task A_literal_text_keeps_its_placeholders()
    {
        JsonObject body = Bodies.Custom();
        body["title"] = Bodies.Text("Costs ${amount:0}", false);
        await _caller.SucceedAsync(Caller.SendCustom, body);
        Assert.Equal("Costs ${amount:0}", Assert.Single(_account.Deliveries).Title);
    }

    [Fact]
    public async Task Without_all_devices_only_the_device_used_last_gets_it()
    {
        await _caller.SucceedAsync(Caller.Create, Bodies.Contact(Bodies.Email));
        await _caller.SucceedAsync(Caller.Send, Bodies.Send(_push));
        Assert.Equal("android", Assert.Single(_account.Deliveries).Platform);
    }

    [Fact]
    public async Task With_all_devices_every_device_of_the_application_gets_it_and_it_is_one_send()
    {
        JsonObject apple = Bodies.Contact(Bodies.Email);
        apple["system"] = "IOS";
        await _caller.SucceedAsync(Caller.Create, apple);
        JsonObject body = Bodies.Send(_push);
        body["sendToAllDevices"] = true;
        await _caller.SucceedAsync(Caller.Send, body);
        Assert.Equal(3, _account.Deliveries.Count);
        Assert.Contains(_account.Deliveries, delivery => delivery.Platform == "ios");
        Assert.Equal(1, _account.CountSendsTo(Bodies.Email));
        Assert.Equal((1, 1), (_account.Sends, _account.CountSends().Sends));
    }

    [Fact]
    public async Task A_token_that_comes_again_is_the_same_device()
    {
        int before = _account.Contacts.Count;
        await _caller.SucceedAsync(Caller.Create, Bodies.Contact());
        JsonElement again = await _caller.SucceedAsync(Caller.Create, Bodies.Contact());
        Assert.Equal("Contact has been updated", again.GetProperty("message")[0].GetString());
        Assert.Equal(before + 1, _account.Contacts.Count);
        Assert.Equal(1, _account.Contacts[^1].Devices);
    }

    [Theory]
    [InlineData("email")]
    [InlineData("contactId")]
    [InlineData("userId")]
    public async Task An_unknown_person_is_refused(string field)
    {
        JsonObject body = Bodies.Send(_push);
        body.Remove("email");
        body[field] = field switch { "email" => "nobody@example.com", "contactId" => Guid.NewGuid().ToString(), _ => "nobody" };
        Assert.StartsWith("Contact not found", await _caller.RefusedAsync(Caller.Send, body), StringComparison.Ordinal);
        Assert.Empty(_account.Deliveries);
    }

    [Theory]
    [InlineData("contactId")]
    [InlineData("userId")]
    public async Task A_known_person_is_found_by_each_identifier(string field)
    {
        SandboxContact contact = _account.Contacts[3];
        JsonObject body = Bodies.Send(_push);
        body.Remove("email");
        body[field] = field == "contactId" ? contact.ContactId.ToString() : contact.UserId;
        await _caller.SucceedAsync(Caller.Send, body);
        Assert.Equal(contact.Email, Assert.Single(_account.Deliveries).Recipient);
    }

    [Fact]
    public async Task A_push_of_another_application_or_of_nobody_is_refused()
    {
        Guid other = _account.Pushes.First(one => one.ApplicationId != SandboxAccount.ApplicationId).Id;
        Assert.Equal($"Push not found: {other}", await _caller.RefusedAsync(Caller.Send, Bodies.Send(other)));
        Assert.Equal(
            $"Push not found: {Guid.Empty}", await _caller.RefusedAsync(Caller.SendMass, Bodies.Batch(Guid.Empty, ("TAG", "VIP"))));
    }

    [Fact]
    public async Task Single_sends_of_one_push_on_one_day_are_one_conversation()
    {
        await _caller.SucceedAsync(Caller.Send, Bodies.Send(_push));
        _time.Advance(TimeSpan.FromHours(1));
        await _caller.SucceedAsync(Caller.Send, Bodies.Send(_push));
        _time.Advance(TimeSpan.FromDays(1));
        await _caller.SucceedAsync(Caller.Send, Bodies.Send(_push));
        int[] ids = _account.Deliveries.Select(delivery => delivery.ConversationId).ToArray();
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    [Fact]
    public async Task Every_batch_is_a_conversation_of_its_own()
    {
        await _caller.SucceedAsync(Caller.SendMass, Bodies.Batch(_push, ("EMAIL", Bodies.Email)));
        await _caller.SucceedAsync(Caller.SendMass, Bodies.Batch(_push, ("EMAIL", Bodies.Email)));
        Assert.Equal(2, _account.Deliveries.Select(delivery => delivery.ConversationId).Distinct().Count());
    }

    [Fact]
    public async Task A_batch_reaches_everybody_named_once_by_whatever_name()
    {
        (SandboxContact? first, SandboxContact? second, SandboxContact? third) =
            (_account.Contacts[1], _account.Contacts[2], _account.Contacts[3]);
        await _caller.SucceedAsync(
            Caller.SendMass,
            Bodies.Batch(
                _push, ("EMAIL", $"{first.Email}, {first.Email}"), ("CONTACT_ID", $"{first.ContactId},{second.ContactId}"),
                ("USER_ID", third.UserId)));
        Assert.Equal([first.Email, second.Email, third.Email], _account.Deliveries.Select(delivery => delivery.Recipient));
    }

    [Fact]
    public async Task A_tag_reaches_all_who_have_it()
    {
        await _caller.SucceedAsync(Caller.SendMassCustom, Bodies.CustomBatch(("TAG", "VIP, LAPSED")));
        IEnumerable<string> expected = _account.Contacts.Where(contact => contact.Tags.Contains("VIP") || contact.Tags.Contains("LAPSED"))
            .Select(contact => contact.Email!);
        Assert.Equal(expected.Order(), _account.Deliveries.Select(delivery => delivery.Recipient).Order());
    }

    [Fact]
    public async Task A_batch_tells_how_many_it_did_not_find()
    {
        JsonElement answer = await _caller.SucceedAsync(
            Caller.SendMass, Bodies.Batch(_push, ("EMAIL", $"{Bodies.Email}, nobody@example.com"), ("TAG", "NO_SUCH_TAG")));
        Assert.Equal("2 of the recipients were not found", answer.GetProperty("message")[0].GetString());
        Assert.Single(_account.Deliveries);
    }

    [Fact]
    public async Task A_scheduled_batch_shows_when_its_time_has_come()
    {
        JsonObject body = Bodies.Batch(_push, ("EMAIL", Bodies.Email));
        body["date"] = _time.GetUtcNow().AddHours(2).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await _caller.SucceedAsync(Caller.SendMass, body);
        Assert.Equal((0, 0), await SeenAsync());
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal((1, 1), await SeenAsync());
    }

    [Fact]
    public async Task The_same_custom_content_is_the_same_push()
    {
        await _caller.SucceedAsync(Caller.SendCustom, Bodies.Custom());
        await _caller.SucceedAsync(Caller.SendMassCustom, Bodies.CustomBatch(("EMAIL", Bodies.Email)));
        JsonObject other = Bodies.Custom();
        other["title"] = Bodies.Text("Another", false);
        await _caller.SucceedAsync(Caller.SendCustom, other);
        Guid[] ids = _account.Deliveries.Select(delivery => delivery.PushId).ToArray();
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
        Assert.Equal(6, _account.Pushes.Count);
    }

    public void Dispose() => _caller.Dispose();

    private async Task<(int Entries, int NewConversations)> SeenAsync()
    {
        long since = _time.GetUtcNow().AddHours(-1).ToUnixTimeMilliseconds();
        JsonElement history = await _caller.SucceedAsync(Caller.History, new() { ["email"] = Bodies.Email, ["dateFrom"] = since });
        JsonElement conversations = await _caller.SucceedAsync(Caller.Conversations, new() { ["pushId"] = _push.ToString() });
        return (history.GetProperty("data").GetArrayLength(), conversations.GetProperty("data").EnumerateArray().Count(IsBatch));
    }

    private static bool IsBatch(JsonElement conversation) =>
        conversation.GetProperty("name").GetString()!.Contains("batch", StringComparison.Ordinal);
}
