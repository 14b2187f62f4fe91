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
        SmDeliveryRecord row = Assert.Single(ReadResult.Of("""{"email":"a@b.pl", "tags": ["x", "ż"], "n": {"a" : 1.50}, "b": null}""").Clean());
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
    [InlineData("""{"email":"x@b.pl","sentDate":"soon"}""", "sentDate is not a time in Unix milliseconds")]
    [InlineData("""{"email":"x@b.pl","sentDate":1e300}""", "sentDate is not a time in Unix milliseconds")]
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
        Assert.StartsWith("opens.csv, line 1: the file breaks off inside the row", Assert.Single(result.BadRows), StringComparison.Ordinal);
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
