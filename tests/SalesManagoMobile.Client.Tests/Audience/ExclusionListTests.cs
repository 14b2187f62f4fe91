using System.Text;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Lists of people to leave out, as strangers write them.</summary>
public sealed class ExclusionListTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> EncodingNames => ["utf-8", "utf-8-bom", "utf-16", "utf-16BE", "utf-16-without-bom"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(EncodingNames))]
    public void A_list_is_read_in_every_encoding(string encoding)
    {
        ExclusionList list = Read(Encode("Name;Email\r\nJosé;Jose@Example.com\r\nZoë;łukasz@example.com\r\n", encoding));

        Assert.Equal(2, list.Count);
        Assert.Equal("list", list.NamedBy([Email("jose@example.com")]));
        Assert.Equal("list", list.NamedBy([Email(" Łukasz@EXAMPLE.com ")]));
        Assert.Null(list.NamedBy([Email("anna@example.com")]));
        Assert.Empty(list.Warnings);
    }

    [Theory]
    [InlineData("Email,Name\na@x.com,Ann\n")]
    [InlineData("Name;Email\nAnn;a@x.com\n")]
    [InlineData("name\temail\r\nAnn\ta@x.com\r\n")]
    [InlineData("\"Name\"|\"EMAIL\"\n\"Ann\"|\"a@x.com\"")]
    [InlineData("\"Name\";\"Email\"\n\"A;n,n\";\"a@x.com\"\n")]
    [InlineData("#TYPE System.Object\n\"Email\"\n\"a@x.com\"\n")]
    [InlineData("sep=;\nEmail;Name\na@x.com;Ann\n")]
    [InlineData("a@x.com\nb@x.com\n")]
    [InlineData("\n\n\"a@x.com\"\n\nb@x.com")]
    [InlineData("Email\n\na@x.com\n")]
    public void A_list_is_read_in_every_form(string text)
    {
        ExclusionList list = Read(text);

        Assert.Equal("list", list.NamedBy([Email("A@X.com")]));
        Assert.Null(list.NamedBy([Email("email")]));
        Assert.Null(list.NamedBy([new Addressee(AddresseeType.UserId, "a@x.com")]));
    }

    [Fact]
    public void Contact_ids_compare_without_case_and_user_ids_with_it()
    {
        const string contact = "0f8fad5b-d9cb-469f-a165-70867728950e";
        ExclusionList list = Read($"ContactId,UserId\n{contact.ToUpperInvariant()},Anna\n");

        Assert.Equal("list", list.NamedBy([new Addressee(AddresseeType.ContactId, contact)]));
        Assert.Equal("list", list.NamedBy([new Addressee(AddresseeType.UserId, "Anna")]));
        Assert.Null(list.NamedBy([new Addressee(AddresseeType.UserId, "anna")]));
        Assert.Equal("list", Read(contact).NamedBy([new Addressee(AddresseeType.ContactId, contact)]));
        Assert.Equal("list", Read("42\n43").NamedBy([new Addressee(AddresseeType.UserId, "43")]));
    }

    [Fact]
    public void Any_id_of_a_person_is_enough()
    {
        ExclusionList list = Read("UserId\n42\n");

        Assert.Equal("list", list.NamedBy([Email("a@x.com"), new Addressee(AddresseeType.UserId, "42")]));
        Assert.Null(list.Incomparable([Email("a@x.com"), new Addressee(AddresseeType.UserId, "7")]));
    }

    [Theory]
    [InlineData("UserId\n42\n", "list names people by UserId, and this input names them by Email")]
    [InlineData("ContactId,UserId,Email\n,42,\n", "by UserId, and this input names them by Email")]
    [InlineData("Email\na@x.com\n", null)]
    [InlineData("Email\n", null)]
    public void A_list_without_the_kind_of_id_cannot_be_compared(string text, string? problem)
    {
        string? found = Read(text).Incomparable([Email("b@x.com")]);

        Assert.Equal(problem is null, found is null);
        Assert.Contains(problem ?? "", found ?? "");
    }

    [Fact]
    public void Each_of_several_lists_must_be_comparable()
    {
        File.WriteAllText(_folder["emails.csv"], "Email\na@x.com\n");
        File.WriteAllText(_folder["users.csv"], "UserId\n42\n");
        var list = ExclusionList.Read([_folder["emails.csv"], _folder["users.csv"]], Token);

        Assert.StartsWith("users.csv names people by UserId", list.Incomparable([Email("b@x.com")]));
        Assert.Equal("emails.csv", list.NamedBy([Email("a@x.com")]));
        Assert.Equal("users.csv", list.NamedBy([new Addressee(AddresseeType.UserId, "42")]));
    }

    [Fact]
    public void People_whom_a_list_names_in_another_way_are_counted()
    {
        ExclusionList list = Read("Email,UserId\na@x.com,1\n,2\nc@x.com,\n");

        Assert.Null(list.Incomparable([Email("b@x.com")]));
        Assert.Contains("1 of the 3 people", Assert.Single(list.Partly));
        Assert.Contains("have no Email", Assert.Single(list.Partly));
    }

    [Theory]
    [InlineData("Mail,Name\na@x.com,Ann\n", "has no column Email, ContactId or UserId: its columns are 'Mail', 'Name'")]
    [InlineData("Mail\na@x.com\n", "line 2 is 'a@x.com', a Email, after a UserId")]
    [InlineData("a@x.com\nb@x.com,c@x.com\n", "line 2 is 'b@x.com' and more")]
    [InlineData("Email\n\"a@x.com\n", "a quote is not closed")]
    [InlineData("{\"email\":\"a@x.com\"}", "is not a text or CSV file")]
    [InlineData("PK\u0003\u0004....", "must be saved as CSV")]
    [InlineData("a@x.com\0", "is not a text or CSV file")]
    public void A_file_that_is_no_list_is_refused(string text, string problem)
    {
        SmException refused = Assert.Throws<SmException>(() => Read(text));

        Assert.Equal(SmFailureKind.InvalidInput, refused.Kind);
        Assert.Contains(problem, refused.Message);
        Assert.EndsWith("Nothing was sent.", refused.Message);
    }

    [Fact]
    public void An_id_in_another_encoding_is_refused_and_another_column_in_one_is_not()
    {
        Assert.Equal(1, Read(Encoding.Latin1.GetBytes("Email,Name\na@x.com,José\n")).Count);
        Assert.Contains("line 2", Assert.Throws<SmException>(() => Read(Encoding.Latin1.GetBytes("UserId\nJosé\n"))).Message);
    }

    [Theory]
    [InlineData("", "names nobody")]
    [InlineData("Email\n", "names nobody")]
    [InlineData("Email\na@x.com\nAnn <b@x.com>\nnone\n", "2 entries of list exclude nobody, because 'Ann <b@x.com>' (line 3)")]
    public void What_leaves_nobody_out_is_warned_of(string text, string warning) =>
        Assert.Contains(warning, Assert.Single(Read(text).Warnings));

    [Fact]
    public async Task A_journal_names_whom_it_reached_or_may_have_reached()
    {
        using var journals = new Journals();
        await journals.WriteAsync(
            ("accepted@x.com", SmSendStatus.Accepted), ("unknown@x.com", SmSendStatus.Unknown), ("died@x.com", null),
            ("failed@x.com", SmSendStatus.Failed), ("twice@x.com", SmSendStatus.Failed), ("twice@x.com", SmSendStatus.Accepted));
        var list = ExclusionList.Read([journals.Path], Token);

        Assert.All(
            ["ACCEPTED@x.com", "unknown@x.com", "died@x.com", "twice@x.com"],
            email => Assert.Equal("winback.journal", list.NamedBy([Email(email)])));
        Assert.Null(list.NamedBy([Email("failed@x.com")]));
        Assert.Contains("by Email", list.Incomparable([new Addressee(AddresseeType.UserId, "7")]));
    }

    [Fact]
    public async Task A_journal_of_tags_is_refused_and_a_damaged_one_too()
    {
        using var journals = new Journals();
        await using (var journal = SendJournal.Open(journals.Path))
        {
            using JournalClaim claim = await journal.ClaimAsync([new SendId(1, 2)], false, Token);
            await claim.BeginAsync(new JournalIntent(claim.Ids[0], DateTimeOffset.UnixEpoch, "batch send", "app", null, "TAG: VIP")
            {
                RecipientType = AddresseeType.Tag,
            });
            claim.Leave();
        }

        Assert.Contains("TAG: VIP", Assert.Throws<SmException>(() => ExclusionList.Read([journals.Path], Token)).Message);
        byte[] bytes = await File.ReadAllBytesAsync(journals.Path, Token);
        bytes[^20] ^= 1;
        await File.WriteAllBytesAsync(journals.Path, bytes, Token);
        Assert.Equal(SmFailureKind.Journal, Assert.Throws<SmException>(() => ExclusionList.Read([journals.Path], Token)).Kind);
    }

    [Fact]
    public void A_hundred_thousand_addresses_leave_out_exactly_themselves()
    {
        File.WriteAllLines(_folder["list"], Enumerable.Range(0, 100_000).Select(i => $"user{i}@example.com"));
        var list = ExclusionList.Read([_folder["list"]], Token);

        Assert.Equal(100_000, list.Count);
        Assert.All(Enumerable.Range(0, 100_000), i => Assert.NotNull(list.NamedBy([Email($"user{i}@example.com")])));
        Assert.All(Enumerable.Range(100_000, 100_000), i => Assert.Null(list.NamedBy([Email($"user{i}@example.com")])));
    }

    private static Addressee Email(string address) => new(AddresseeType.Email, address);

    private static byte[] Encode(string text, string encoding) => encoding switch
    {
        "utf-8-bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
        "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
        "utf-16BE" => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)],
        "utf-16-without-bom" => Encoding.Unicode.GetBytes(text),
        _ => Encoding.UTF8.GetBytes(text),
    };

    [Fact]
    public void A_pipe_is_refused_although_nobody_writes_to_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs mkfifo.");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [_folder["pipe"]]))
        {
            mkfifo.WaitForExit();
        }

        Assert.Contains("a pipe", Assert.Throws<IOException>(() => ExclusionList.Read([_folder["pipe"]], Token)).Message);
    }

    [Fact]
    public async Task The_journal_of_a_run_that_still_goes_on_is_read()
    {
        using var journals = new Journals();
        await using var running = SendJournal.Open(journals.Path);
        await Journals.WriteAsync(running, "ann@x.com", null);

        Assert.NotNull(ExclusionList.Read([journals.Path], Token).NamedBy([Email("ann@x.com")]));
    }

    private ExclusionList Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private ExclusionList Read(byte[] bytes)
    {
        File.WriteAllBytes(_folder["list"], bytes);
        return ExclusionList.Read([_folder["list"]], Token);
    }
}
