using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;
using static SalesManagoMobile.Client.Tests.Clients;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Servers that echo the credentials of a request, in every form and in every place, and clients that show none of it.</summary>
public sealed partial class EchoingServersTests
{
    private const int Fragment = 8;
    private const string QuotedKey = "my \"own\" <key> & 'co' \\ n\u00E9";
    private static readonly SmCredential Quoted = SmCredential.Create("a1b2-client", Secret, QuotedKey);

    private static readonly Dictionary<string, Func<string, string>> Forms = new()
    {
        ["as it is"] = s => s,
        ["upper case"] = s => s.ToUpperInvariant(),
        ["mixed case"] = s => Each(s, (c, i) => i % 2 == 0 ? char.ToUpperInvariant(c).ToString() : c.ToString()),
        ["within words"] = s => $"key={s}; expected",
        ["within a path"] = s => $"/api/{s}/push",
        ["JSON escaped"] = s => JsonSerializer.Serialize(s),
        ["JSON escaped twice"] = s => JsonSerializer.Serialize(JsonSerializer.Serialize(s)),
        ["JSON escaped three times"] = s => JsonSerializer.Serialize(JsonSerializer.Serialize(JsonSerializer.Serialize(s))),
        ["escaped by number"] = s => Each(s, c => $"\\u{(int)c:x4}"),
        ["escaped by number in capitals"] = s => Each(s, c => $"\\u{(int)c:X4}"),
        ["escaped by number twice"] = s => Each(s, c => $"\\\\u{(int)c:x4}"),
        ["escaped in part"] = s => Each(s, (c, i) => i % 3 == 0 ? $"\\u{(int)c:x4}" : c.ToString()),
        ["escaped as bytes"] = s => Each(s, c => $"\\x{(int)c:x2}"),
        ["HTML escaped"] = WebUtility.HtmlEncode,
        ["HTML escaped twice"] = s => WebUtility.HtmlEncode(WebUtility.HtmlEncode(s)),
        ["HTML by decimal number"] = s => Each(s, c => $"&#{(int)c};"),
        ["HTML by hexadecimal number"] = s => Each(s, c => $"&#x{(int)c:x};"),
        ["HTML by long number"] = s => Each(s, c => $"&#x{(int)c:X6};"),
        ["HTML by number without semicolons"] = s => Each(s, c => $"&#{(int)c}"),
        ["HTML by number twice"] = s => Each(s, c => $"&amp;#{(int)c};"),
        ["URL escaped"] = Uri.EscapeDataString,
        ["URL escaped all over"] = s => Each(s, c => $"%{(int)c:x2}"),
        ["URL escaped all over in capitals"] = s => Each(s, c => $"%{(int)c:X2}"),
        ["URL escaped twice"] = s => Each(s, c => $"%25{(int)c:x2}"),
        ["UTF-16"] = s => Each(s, c => $"{c}\0"),
        ["UTF-16 big endian"] = s => Each(s, c => $"\0{c}"),
        ["UTF-32"] = s => Each(s, c => $"{c}\0\0\0"),
        ["in pairs"] = s => Groups(s, 2, " "),
        ["in fours"] = s => Groups(s, 4, "-"),
        ["in eights"] = s => Groups(s, 8, "\n"),
        ["on two lines"] = s => Groups(s, s.Length / 2, "\r\n"),
        ["by colons"] = s => Groups(s, 2, ":"),
        ["by dots"] = s => Groups(s, 1, "."),
        ["by spaces"] = s => Groups(s, 1, " "),
        ["by tabs"] = s => Groups(s, 3, "\t"),
        ["by soft hyphens"] = s => Groups(s, 5, "\u00AD"),
        ["by zero-width spaces"] = s => Groups(s, 1, "\u200B"),
        ["by directions"] = s => "\u202E" + Groups(s, 7, "\u2066"),
        ["by line separators"] = s => Groups(s, 9, "\u2028"),
        ["by no-break spaces"] = s => Groups(s, 6, "\u00A0"),
        ["by bells"] = s => Groups(s, 10, "\a"),
        ["by HTML breaks"] = s => Groups(s, 10, "<br/>"),
        ["by HTML emphasis"] = s => Groups(s, 4, "</b><b>"),
        ["by HTML spaces"] = s => Groups(s, 4, "&nbsp;"),
        ["by escaped line breaks"] = s => Groups(s, 10, "\\n"),
        ["by emoji"] = s => Groups(s, 10, "💰"),
        ["by commas and quotes"] = s => Groups(s, 1, "\",\""),
        ["in brackets"] = s => $"[{Groups(s, 1, "][")}]",
        ["as a query"] = s => $"?apiKey={s}&sha={s}",
        ["as a header"] = s => $"Authorization: Bearer {s}",
        ["in colours"] = s => Each(s, c => $"\x1b[38;5;9m{c}"),
        ["between links of a terminal"] = s => Each(s, c => $"{c}\x1b]8;;\a"),
        ["as XML"] = s => $"<apiKey>{s}</apiKey>",
        ["as an attribute"] = s => $"<input name=\"key\" value=\"{s}\">",
        ["in a comment"] = s => $"<!-- {s} -->",
        ["twice"] = s => s + s,
        ["after a long text"] = s => new string('x', 190) + s,
        ["where an excerpt is cut"] = s => new string('x', 175) + s + new string('y', 100),
        ["where a message is cut"] = s => new string('x', 1980) + s + new string('y', 300),
        ["with a half before it"] = s => s[(s.Length / 2)..] + " " + s,
        ["half of it"] = s => s[..(s.Length / 2)],
        ["the other half"] = s => s[(s.Length / 2)..],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> AllForms => [.. Forms.Keys];

    [Fact]
    public void There_are_more_forms_than_an_attacker_tried() => Assert.True(Forms.Count >= 58, $"There are {Forms.Count} forms.");

    [Theory]
    [MemberData(nameof(AllForms))]
    public async Task No_form_of_a_credential_comes_out_of_any_place_of_a_response(string form)
    {
        (SmCredential Credential, string Secret)[] secrets =
            [(Credential, Credential.Signature), (Credential, ApiKey), (Quoted, QuotedKey), (Quoted, Quoted.Signature)];
        foreach ((SmCredential credential, string secret) in secrets)
        {
            // Half of a key that is made of words is no secret.
            if (!form.Contains("half", StringComparison.Ordinal) || secret != QuotedKey)
            {
                await ExpectNothingAsync(credential, secret, Forms[form](secret));
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllForms))]
    public async Task No_form_of_a_credential_comes_out_of_a_head(string form)
    {
        string echo = OneLine().Replace(Forms[form](Credential.Signature), " ");
        string host = Label().Replace(Forms[form](Credential.Signature), "");
        foreach (
            string head in new[] { $"HTTP/1.1 500 {echo}\r\n", $"HTTP/1.1 301 Moved\r\nLocation: "
                + $"http://{host}.example/\r\n", $"HTTP/1.1 2xx {echo}\r\n", $"HTTP/1.1 200 OK\r\n{echo} \r\n" })
        {
            List<string> texts = [];
            await using ScriptedServer server = new(async peer =>
            {
                await peer.ReadRequestAsync();
                await peer.SendAsync(Encoding.UTF8.GetBytes($"{head}Content-Length: 0\r\n\r\n"));
            });
            using SmClient client = server.Client(o => o with { Trace = () => trace => texts.AddRange(Texts(trace)) });

            SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));

            texts.AddRange(Texts(failure));
            Expect(texts, Credential.Signature);
        }
    }

    private static async Task ExpectNothingAsync(SmCredential credential, string secret, string echo)
    {
        string json = JsonSerializer.Serialize(echo);
        List<string> texts = [];
        using ScriptedHandler handler = new();
        using SmClient client = new(Options with
        {
            Handler = handler,
            Credential = credential,
            MobileCredential = credential,
            Trace = () => trace => texts.AddRange(Texts(trace)),

            // A 429 pauses the session.
            TimeProvider = new TestClock(skipBelow: TimeSpan.FromMinutes(1)),
        });
        foreach ((string body, HttpStatusCode status) in Failures(echo, json))
        {
            handler.Answer(body, status);
            SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));
            texts.AddRange(Texts(failure));
        }

        handler.Answer($$"""{"success":true,"message":[{{json}}]}""");
        texts.AddRange((await client.SendPushAsync(Push, Token)).Messages);
        string all = string.Join(
            ',',
            new[] { "name", "title", "content", "id", "message", "deeplink", "mid", "platform", "userId" }
                .Select(name => $"\"{name}\":{json}"));
        string data = $$"""{"success":true,"message":{{json}},"data":[{ {{all}} }],"notifications":[{ {{all}} }]}""";
        for (int i = 0; i < 5; i++)
        {
            handler.Answer(data);
        }

        texts.Add(
            (
                await client.CreateContactAsync(
                    new() { PushRegistrationId = "t", ApplicationId = "app", System = "IOS", Email = "name@example.com" }, Token))
                .ToString());
        texts.Add((await client.ListPushesAsync("app", Token))[0].ToString());
        texts.Add((await client.GetHistoryPageAsync(new() { Email = "name@example.com" }, Token))[0].ToString());
        texts.Add((await client.ListConversationsAsync(PushId, Token))[0].ToString());
        texts.Add((await client.GetStatisticsAsync(5, Token))[0].ToString());
        handler.Answer($$"""{"success":true,"message":[{{json}}]}""")
            .Answer($$"""{"success":true,"fileUrl":{{JsonSerializer.Serialize($"https://example.com/{echo}")}}}""");
        texts.Add((await client.GetJobAsync(5, Token)).ToString());
        try
        {
            texts.Add((await client.GetJobAsync(5, Token)).FileUrl!.OriginalString);
        }
        catch (SmException noAddress)
        {
            texts.AddRange(Texts(noAddress));
        }

        handler.Fail(new HttpRequestException(echo)).Fail(new InvalidDataException(echo));
        texts.AddRange(Texts(await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token))));
        texts.AddRange(Texts(await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token))));
        Expect(texts, secret);
    }

    private static IEnumerable<(string Body, HttpStatusCode Status)> Failures(string echo, string json) =>
    [
        (echo, HttpStatusCode.InternalServerError),
        (echo, HttpStatusCode.BadRequest),
        (echo, HttpStatusCode.OK),
        ($"<html><body>{echo}</body></html>", HttpStatusCode.Forbidden),
        ($$"""{"success":false,"message":[{{json}}]}""", HttpStatusCode.OK),
        ($$"""{"success":false,"message":{{json}}}""", HttpStatusCode.TooManyRequests),
        ($$"""{"success":true,"success":false,"message":[{{json}},{{json}}]}""", HttpStatusCode.OK),
        ($$"""{"message":[{{string.Join(',', echo.Select(c => JsonSerializer.Serialize(c.ToString())))}}]}""", HttpStatusCode.OK),
        (
            """{"success":false,"message":["""
                + string.Join(',', echo.Chunk(11).Select(part => JsonSerializer.Serialize(new string(part))))
                + "]}",
            HttpStatusCode.OK),
    ];

    private static IEnumerable<string> Texts(SmException failure) =>
        [failure.Message, failure.ToString(), string.Join("; ", failure.ServerMessages), string.Concat(failure.ServerMessages)];

    private static IEnumerable<string> Texts(RequestTrace trace) => [trace.AnswerBody(), trace.Error ?? ""];

    /// <summary>What somebody could read out of a text: unescaped, without anything but letters and digits.</summary>
    private static void Expect(IReadOnlyList<string> texts, string secret)
    {
        string letters = Readable(secret);
        bool ofWords = secret == QuotedKey;
        IEnumerable<string> parts = ofWords
            ? [letters]
            : Enumerable.Range(0, letters.Length - Fragment + 1).Select(at => letters.Substring(at, Fragment));
        string[] readable = [.. texts.Select(Readable)];
        Assert.All(parts, part => Assert.All(readable, text => Assert.DoesNotContain(part, text, StringComparison.Ordinal)));
    }

    private static string Readable(string text)
    {
        for (int i = 0; i < 3; i++)
        {
            text = WebUtility.HtmlDecode(text);
            text = UrlEscape()
                .Replace(
                    text,
                    found => ((char)int.Parse(found.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
            text = NumberEscape()
                .Replace(
                    text,
                    found => ((char)int.Parse(found.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
            text = HtmlNumber().Replace(text, found => ((char)int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)).ToString());
        }

        return NoLetters().Replace(ShortTag().Replace(text, ""), "").ToLowerInvariant();
    }

    private static string Each(string text, Func<char, string> spell) => string.Concat(text.Select(spell));

    private static string Each(string text, Func<char, int, string> spell) => string.Concat(text.Select(spell));

    private static string Groups(string text, int size, string between) =>
        string.Join(between, text.Chunk(size).Select(group => new string(group)));

    [GeneratedRegex("%(?:25)*([0-9a-fA-F]{2})")]
    private static partial Regex UrlEscape();

    [GeneratedRegex(@"\\+(?:u|x)([0-9a-fA-F]{4}|[0-9a-fA-F]{2})")]
    private static partial Regex NumberEscape();

    [GeneratedRegex("&#([0-9]{2,3})(?![0-9;])")]
    private static partial Regex HtmlNumber();

    [GeneratedRegex("<U\\+[0-9A-F]+>|</?[a-z]+/?>|\\\\n|\x1b\\[[0-9;]*m|\x1b\\]8;;\a")]
    private static partial Regex ShortTag();

    [GeneratedRegex("[^0-9A-Za-z]+")]
    private static partial Regex NoLetters();

    [GeneratedRegex("[\\r\\n\\0]")]
    private static partial Regex OneLine();

    [GeneratedRegex("[^0-9A-Za-z.-]|(?<=\\.)\\.")]
    private static partial Regex Label();
}
