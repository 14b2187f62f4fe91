using Xunit;

namespace SalesManagoMobile.Client.Tests;

public class JsonReadingTests
{
    private const string One = """{"contactId":"c1","email":"a@b.pl","name":"Sale","sentDate":1600345364000,"clickedDate":null}""";
    private const string Two = """{"Email":"c@d.pl","name":"Sale \"big\"","sentDate":"1600345364000","dismissedDate":"null"}""";

    [Theory]
    [InlineData($"[{One},{Two}]")]
    [InlineData($"{One}\n{Two}\n")]
    [InlineData($"\uFEFF[\n  {One},\n  {Two},\n]\n")]
    [InlineData($$$"""{"success":true,"message":[],"data":[{{{One}}},{{{Two}}}],"more":{"a":[1]}}""")]
    public void An_array_lines_and_an_answer_around_an_array_give_the_same_rows(string content)
    {
        IReadOnlyList<SmDeliveryRecord> rows = ReadResult.Of(content).Clean();

        Assert.Equal(["a@b.pl", "c@d.pl"], rows.Select(row => row.Email));
        Assert.Equal(["Sale", "Sale \"big\""], rows.Select(row => row.Name));
        Assert.All(rows, row => Assert.Equal(1600345364000, row.SentDate!.Value.ToUnixTimeMilliseconds()));
        Assert.All(rows, row => Assert.Null(row.ClickedDate));
        Assert.All(rows, row => Assert.Null(row.DismissedDate));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData(" [ ]\n")]
    public void An_empty_array_has_no_rows(string content) => Assert.Empty(ReadResult.Of(content).Clean());

    [Fact]
    public void Properties_without_a_column_are_kept_as_compact_json()
    {
        SmDeliveryRecord row =
            Assert.Single(ReadResult.Of("""{"email":"a@b.pl", "tags": ["x", "ż"], "n": {"a" : 1.50}, "b": null}""").Clean());
        Assert.Equal("""{"tags":["x","ż"],"n":{"a":1.50},"b":null}""", row.Extra);
    }

    [Fact]
    public void A_row_with_text_that_is_not_utf_8_is_told_and_the_rest_goes_on()
    {
        byte[] content = [.. "[{\"email\":\"a@b.pl\",\"1"u8, 0xCB, .. "\":\"x\"},"u8, .. "{\"email\":\"c@d.pl\"}]"u8];

        var result = ReadResult.Of(content);

        Assert.Equal("c@d.pl", Assert.Single(result.Rows).Email);
        Assert.Contains("not UTF-8", Assert.Single(result.BadRows), StringComparison.Ordinal);
        Assert.Null(result.Failure);
    }

    [Fact]
    public void A_list_of_objects_in_a_row_is_no_list_of_rows()
    {
        SmDeliveryRecord row = Assert.Single(ReadResult.Of("""{"email":"a@b.pl","devices":[{"id":1}]}""").Clean());
        Assert.Equal("""{"devices":[{"id":1}]}""", row.Extra);
    }

    [Fact]
    public void Times_may_be_iso_as_ConvertTo_Json_writes_them() =>
        Assert.Equal(
            new DateTimeOffset(2020, 9, 17, 10, 22, 44, TimeSpan.Zero),
            Assert.Single(ReadResult.Of("""[{"email":"a@b.pl","sentDate":"2020-09-17T12:22:44+02:00"}]""").Clean()).SentDate);

    [Theory]
    [InlineData("""{"email":"x@b.pl","sentDate":"soon"}""", "sentDate is 'soon', which is neither Unix milliseconds, nor ISO 8601")]
    [InlineData("""{"email":"x@b.pl","sentDate":1e300}""", "sentDate is '1e300', which is neither")]
    [InlineData("""{"email":["x@b.pl"]}""", "email is not text")]
    [InlineData("""{"email":"x@b.pl",}}""", "a row must be a JSON object")]
    [InlineData("""{"email":"x@b.pl" "name":1}""", "it is not JSON (byte 19 of line 2)")]
    [InlineData("""{"email":"x@b.pl" """, "it is not JSON (byte 1 of line 3)")]
    [InlineData("""{"success":false}""", "it has none of the properties contactId")]
    [InlineData("42", "a row must be a JSON object")]
    public void A_bad_row_is_told_with_file_and_line_and_the_rest_goes_on(string badRow, string problem)
    {
        var result = ReadResult.Of($"{One}\n{badRow}\n{Two}\n", "opens.json");

        Assert.Null(result.Failure);
        Assert.StartsWith("opens.json, line 2: " + problem, Assert.Single(result.BadRows), StringComparison.Ordinal);
        Assert.Equal(["a@b.pl", "c@d.pl"], result.Rows.Select(row => row.Email).Where(email => email != "x@b.pl"));
    }

    [Fact]
    public void A_file_that_breaks_off_is_told()
    {
        var result = ReadResult.Of($"[{One},{Two[..30]}");
        Assert.Single(result.Rows);
        Assert.StartsWith("opens.csv, line 1: the file ends inside the row", Assert.Single(result.BadRows), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"email":"x@b.pl" "cc":[{"email":"no"},{"email":"no"}]}""")]
    [InlineData("""{"email":"x@b.pl","sentDate":}""")]
    [InlineData("""{"email":"x@b.pl","name":"}","sentDate":x}""")]
    [InlineData("""{"email":"x@b.pl","tags":["x"},""")]
    [InlineData("""{"email":"x"b.pl"}""")]
    [InlineData("""{"email":["x@b.pl"]}""")]
    public void A_bad_row_does_not_take_the_later_ones_of_its_line_with_it(string badRow)
    {
        var result = ReadResult.Of($"[{One},{badRow},{Two},{One}]", "opens.json");

        Assert.Null(result.Failure);
        Assert.StartsWith("opens.json, line 1: ", Assert.Single(result.BadRows), StringComparison.Ordinal);
        Assert.Equal(["a@b.pl", "c@d.pl", "a@b.pl"], result.Rows.Select(row => row.Email));
    }

    [Fact]
    public void A_bad_row_of_JSON_lines_ends_with_its_line()
    {
        var result = ReadResult.Of($"{One}\n{{\"email\":\"x\" \"k\":{{\n{Two}\n}}}}\n{One}\n");
        Assert.Equal(["a@b.pl", "c@d.pl", "a@b.pl"], result.Rows.Select(row => row.Email));
    }

    [Fact]
    public void A_bad_row_over_several_lines_is_one_bad_row()
    {
        var result = ReadResult.Of($"[\n{One},\n  {{\n    \"email\": \"x\",\n    \"name\" \"y\"\n  }},\n{Two}\n]");
        Assert.StartsWith("opens.csv, line 3: it is not JSON (byte 12 of line 5)", Assert.Single(result.BadRows), StringComparison.Ordinal);
        Assert.Equal(["a@b.pl", "c@d.pl"], result.Rows.Select(row => row.Email));
    }

    [Theory]
    [InlineData($"[{One},{Two}", "its list of rows is not closed")]
    [InlineData($"[\n{One},\n{Two},\n", "its list of rows is not closed")]
    [InlineData($$$"""{"success":true,"data":[{{{One}}},{{{Two}}}""", "its list of rows is not closed")]
    [InlineData(
        $$$"""{"success":true,"data":[{{{One}}},{{{Two}}}],"more":{"a":"}"}""",
        "the object around its list of rows is not closed")]
    public void A_file_that_is_cut_behind_a_row_is_an_error_after_its_rows(string content, string problem)
    {
        var result = ReadResult.Of(content);
        Assert.Equal(["a@b.pl", "c@d.pl"], result.Rows.Select(row => row.Email));
        Assert.Equal($"opens.csv is cut short: {problem}; the rows before that were read.", result.Failure?.Message);
    }

    [Theory]
    [InlineData($$$"""{"tags":[{"k":1}],"email":"a@b.pl"}""" + "\n" + $$$"""{"email":"c@d.pl"}""")]
    [InlineData($$$"""{"devices":[{"name":"Pixel","platform":"x"}],"email":"a@b.pl"}""" + "\n" + Two)]
    [InlineData($$$"""[{{{One}}}]""" + "\n" + $$$"""[{{{Two}}}]""" + "\n")]
    [InlineData($$$"""{"warnings":[{"code":1}],"name":"Opens","data":[{{{One}}},{{{Two}}}]}""")]
    [InlineData($$$"""{"meta":{"rows":2,"data":"x"},"result":{"data":[{{{One}}},{{{Two}}}],"more":[{}]},"success":"true"}""")]
    [InlineData($$$"""{"rows":[{{{One}}},{{{Two}}}]}""")]
    [InlineData($$$"""{"other":[{"email":"no"}],"data":[{{{One}}},{{{Two}}}]}""")]
    public void The_list_of_rows_is_found_wherever_it_stands_and_no_other_is_taken_for_it(string content) =>
        Assert.Equal(["a@b.pl", "c@d.pl"], ReadResult.Of(content).Clean().Select(row => row.Email));

    [Theory]
    [InlineData("""{"success":true,"data":[]}""")]
    [InlineData("""{"success":"true","message":["Export done"],"data":[ ]}""")]
    [InlineData("""{"name":"Opens","platform":"ios","data":[]}""")]
    public void An_empty_export_has_no_rows(string content) => Assert.Empty(ReadResult.Of(content).Clean());

    [Fact]
    public void An_answer_that_says_no_is_not_an_empty_export() =>
        Assert.Contains(
            "none of the properties",
            Assert.Single(ReadResult.Of("""{"success":false,"message":["No"],"data":[]}""").BadRows),
            StringComparison.Ordinal);

    [Fact]
    public void A_list_around_rows_may_be_larger_than_a_row_may_be()
    {
        string rows = string.Join(",", Enumerable.Repeat(One, 200));
        var options = new DeliveryReadOptions { MaxRowBytes = 1024 };
        Assert.Equal(
            200,
            ReadResult.Of($$"""{"success":true,"data":[{{rows}}],"end":"{{new string('x', 5000)}}"}""", options: options).Clean().Count);
    }

    [Fact]
    public void A_file_of_other_objects_is_refused_at_its_sixth()
    {
        var result = ReadResult.Of(string.Concat(Enumerable.Repeat("{\"id\":1}\n", 1000)), "contacts.json");
        Assert.Equal(5, result.BadRows.Count);
        Assert.StartsWith(
            "contacts.json is not an export: its first 6 objects have none of", result.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_that_were_written_as_JSON_come_back_as_they_were()
    {
        const string Record = """{"ContactId":null,"Email":"a@b.pl","SentDate":"2020-09-17T12:22:44"""
            + """+00:00","Extra":"{\"device\":\"x\"}","Source":"one_0.csv","JobId":123456}""";
        SmDeliveryRecord row = Assert.Single(ReadResult.Of($"[{Record}]").Clean());
        Assert.Equal(("""{"device":"x"}""", "one_0.csv", 123456L), (row.Extra, row.Source, row.JobId));
        row = Assert.Single(ReadResult.Of("""{"email":"a@b.pl","source":"web","jobId":7}""").Clean());
        Assert.Equal(("""{"source":"web","jobId":7}""", "opens.csv", null), (row.Extra, row.Source, row.JobId));
    }

    [Fact]
    public void Rows_are_the_same_wherever_a_read_ends()
    {
        byte[] content = System.Text.Encoding.UTF8.GetBytes($$$"""{"success":true,"data":[{{{One}}},{{{Two}}}]}""");
        for (int chunk = 1; chunk < 40; chunk++)
        {
            Assert.Equal(["a@b.pl", "c@d.pl"], ReadResult.Of(new TrickleStream(content, chunk)).Clean().Select(row => row.Email));
        }
    }
}
