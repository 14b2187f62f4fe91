using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesManagoMobile.Sandbox.Tests;

/// <summary>Sends to addresses that nobody has: made up, or only counted.</summary>
public sealed class MadeUpRecipientTests
{
    private static readonly Guid Push = new SandboxAccount().Pushes.Single(push => push.Name == "Win-back discount").Id;

    [Fact]
    public async Task An_account_that_takes_anybody_makes_them_up()
    {
        var open = new SandboxAccount(new SandboxOptions { AcceptAnyRecipient = true, StartWithoutContacts = true });
        using var client = Caller.InProcess(open);
        await client.SucceedAsync(Caller.Send, Bodies.Send(Push, "made@up.example"));
        await client.SucceedAsync(Caller.Send, Bodies.Send(Push, "MADE@up.example"));
        await client.SucceedAsync(Caller.SendMass, Bodies.Batch(Push, ("USER_ID", "u1, u2"), ("EMAIL", "not-an-address")));
        Assert.Equal(3, open.Contacts.Count);
        Assert.Equal(2, open.CountSendsTo("made@up.example"));
        Assert.Equal(1, open.CountSendsTo("u2"));
    }

    [Fact]
    public async Task A_user_id_may_look_like_an_address_that_somebody_has()
    {
        var open = new SandboxAccount(new SandboxOptions { AcceptAnyRecipient = true });
        using var client = Caller.InProcess(open);
        await client.SucceedAsync(Caller.Send, ToUser(Bodies.Email));
        await client.SucceedAsync(Caller.Send, ToUser("later@example.com"));
        await client.SucceedAsync(Caller.Send, Bodies.Send(Push, "later@example.com"));
        Assert.Equal(43, open.Contacts.Select(contact => contact.ContactId).Distinct().Count());
        Assert.Equal(3, open.Deliveries.Count);
    }

    [Theory]
    [InlineData("contactId")]
    [InlineData("userId")]
    public async Task An_identifier_that_was_made_up_first_leaves_room_for_the_person_it_is_made_of(string field)
    {
        var known = new SandboxAccount();
        using var first = Caller.InProcess(known);
        await first.SucceedAsync(Caller.Create, Bodies.Contact());
        SandboxContact contact = known.Contacts[^1];

        // Another run with the same seed: the identifier of the run before comes first, the contact after it.
        using var client = Caller.InProcess(new SandboxAccount(new SandboxOptions { AcceptAnyRecipient = true }));
        JsonObject body = ToUser("");
        body.Remove("userId");
        body[field] = field == "contactId" ? contact.ContactId.ToString() : contact.UserId;
        await client.SucceedAsync(Caller.Send, body);
        await client.SucceedAsync(Caller.Create, Bodies.Contact());
    }

    [Fact]
    public async Task An_account_that_only_counts_keeps_nobody_but_counts_everybody()
    {
        (SandboxAccount? lean, Caller? client) = Counting();
        using (client)
        {
            for (int number = 0; number < 3000; number++)
            {
                await client.SucceedAsync(Caller.Send, Bodies.Send(Push, $"a{number % 2000}@example.com"));
            }
        }

        SandboxSendCount count = lean.CountSends();
        Assert.Equal((3000, 2000, 1000), (count.Sends, count.Recipients, count.Repeated));
        Assert.Equal(3000, lean.Sends);
        Assert.Equal(
            (2, 1, 0),
            (lean.CountSendsTo("A7@example.com"), lean.CountSendsTo("a1999@example.com"), lean.CountSendsTo("a2000@example.com")));
        Assert.Empty(lean.Contacts);
        Assert.Empty(lean.Deliveries);
    }

    [Fact]
    public async Task Who_was_counted_and_is_then_created_keeps_the_count()
    {
        (SandboxAccount? lean, Caller? client) = Counting();
        using (client)
        {
            await client.SucceedAsync(Caller.Send, Bodies.Send(Push, "new@example.com"));
            await client.SucceedAsync(Caller.Create, Bodies.Contact("new@example.com"));
            await client.SucceedAsync(Caller.Send, Bodies.Send(Push, "new@example.com"));
        }

        Assert.Equal(2, lean.CountSendsTo("new@example.com"));
    }

    [Fact]
    public async Task A_custom_push_that_was_only_counted_is_not_kept()
    {
        (SandboxAccount? lean, Caller? client) = Counting();
        using (client)
        {
            var known = new SandboxAccount();
            using (var other = Caller.InProcess(known))
            {
                await other.SucceedAsync(Caller.SendCustom, Bodies.Custom());
            }

            await client.SucceedAsync(Caller.SendCustom, Bodies.Custom());
            await client.SucceedAsync(Caller.SendMassCustom, Bodies.CustomBatch(("EMAIL", "a@example.com")));
            Assert.StartsWith(
                "Push not found",
                await client.RefusedAsync(Caller.Conversations, new() { ["pushId"] = known.Deliveries[0].PushId.ToString() }),
                StringComparison.Ordinal);
        }

        Assert.Equal(2, lean.Sends);
    }

    [Fact]
    public async Task Who_is_named_twice_in_a_batch_counts_once()
    {
        (SandboxAccount? lean, Caller? client) = Counting();
        using (client)
        {
            await client.SucceedAsync(
                Caller.SendMass, Bodies.Batch(Push, ("EMAIL", "a@example.com, A@example.com"), ("EMAIL", "a@example.com, b@example.com")));
        }

        Assert.Equal((2, 2, 0), Numbers(lean));
    }

    [Fact]
    public async Task What_is_no_address_is_not_counted_but_missing()
    {
        (SandboxAccount? lean, Caller? client) = Counting();
        JsonElement answer;
        using (client)
        {
            answer = await client.SucceedAsync(
                Caller.SendMass,
                Bodies.Batch(
                    Push, ("EMAIL", "not-an-address, a@example.com"), ("CONTACT_ID", "17, {3c111118-658f-4462-84c7-e4d55a4a4fd1}")));
        }

        Assert.Equal("3 of the recipients were not found", answer.GetProperty("message")[0].GetString());
        Assert.Equal((1, 1, 0), Numbers(lean));
    }

    [Theory]
    [InlineData(Caller.Send, true)]
    [InlineData(Caller.SendMass, true)]
    [InlineData(Caller.Send, false)]
    [InlineData(Caller.SendMass, false)]
    public async Task What_is_too_large_is_refused_and_nobody_is_counted_or_made_up(string path, bool countOnly)
    {
        var account =
            new SandboxAccount(new SandboxOptions { AcceptAnyRecipient = true, CountOnly = countOnly, StartWithoutContacts = true });
        using var client = Caller.InProcess(account);
        JsonObject body = path == Caller.Send ? Bodies.Send(Push, "a@example.com") : Bodies.Batch(Push, ("EMAIL", "a@example.com"));
        body["properties"] = new JsonObject(
            Enumerable.Range(0, 16).Select(number => KeyValuePair.Create<string, JsonNode?>($"p{number}", new string('v', 255))));
        Assert.StartsWith("The notification has", await client.RefusedAsync(path, body), StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), Numbers(account));
        Assert.Empty(account.Contacts);
    }

    private static (SandboxAccount Account, Caller Caller) Counting()
    {
        var account = new SandboxAccount(new SandboxOptions { AcceptAnyRecipient = true, CountOnly = true, StartWithoutContacts = true });
        return (account, Caller.InProcess(account));
    }

    private static (long Sends, int Recipients, int Repeated) Numbers(SandboxAccount account)
    {
        SandboxSendCount count = account.CountSends();
        return (count.Sends, count.Recipients, count.Repeated);
    }

    private static JsonObject ToUser(string userId)
    {
        JsonObject body = Bodies.Send(Push);
        body.Remove("email");
        body["userId"] = userId;
        return body;
    }
}
