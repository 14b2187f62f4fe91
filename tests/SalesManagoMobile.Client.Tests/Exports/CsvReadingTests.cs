using System.Text;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

public class CsvReadingTests
{
    private const string Sample =
        ReadResult.Header + "\n"
        + "abcd-1234,name1@example.com,+15554443322,Example push name,android,1600345364000,1600345366000,1600345368000,null\n"
        + "cdef-5678,name2@example.com,+15554442211,Example push name,ios,1600345364000,,null,1600345369000\n";

    [Fact]
    public void The_documented_sample_becomes_typed_rows()
    {
        IReadOnlyList<SmDeliveryRecord> rows = ReadResult.Of(Sample).Clean();

        Assert.Equal(2, rows.Count);
        Assert.Equal("abcd-1234", rows[0].ContactId);
        Assert.Equal("name1@example.com", rows[0].Email);
        Assert.Equal("+15554443322", rows[0].Phone);
        Assert.Equal("Example push name", rows[0].Name);
        Assert.Equal("android", rows[0].Platform);
        Assert.Equal(new DateTimeOffset(2020, 9, 17, 12, 22, 44, TimeSpan.Zero), rows[0].SentDate);
        Assert.Equal(new DateTimeOffset(2020, 9, 17, 12, 22, 48, TimeSpan.Zero), rows[0].ClickedDate);
        Assert.Null(rows[0].DismissedDate);
        Assert.Null(rows[1].DisplayedDate);
        Assert.Null(rows[1].ClickedDate);
        Assert.NotNull(rows[1].DismissedDate);
        Assert.All(rows, row => Assert.Equal("opens.csv", row.Source));
        Assert.All(rows, row => Assert.Null(row.Extra));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Any_line_end_ends_a_row(string lineEnd) =>
        Assert.Equal(2, ReadResult.Of(Sample.Replace("\n", lineEnd, StringComparison.Ordinal)).Clean().Count);

    [Fact]
    public void The_last_row_needs_no_line_end() => Assert.Equal(2, ReadResult.Of(Sample.TrimEnd()).Clean().Count);

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_name() =>
        Assert.Equal("abcd-1234", ReadResult.Of("\uFEFF" + Sample).Clean()[0].ContactId);

    [Fact]
    public void A_file_in_utf16_is_read_by_its_byte_order_mark()
    {
        byte[] utf16 = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Sample)];
        Assert.Equal("name2@example.com", ReadResult.Of(utf16).Clean()[1].Email);
    }

    [Fact]
    public void Quoted_fields_keep_commas_line_breaks_and_quotes()
    {
        SmDeliveryRecord row = Assert.Single(ReadResult.Of("name,email\n\"Sale, \"\"big\"\"\r\nand more\",a@b.pl\n").Clean());
        Assert.Equal("Sale, \"big\"\r\nand more", row.Name);
        Assert.Equal("a@b.pl", row.Email);
    }

    [Fact]
    public void Columns_are_found_by_name_in_any_order_and_case()
    {
        SmDeliveryRecord row = Assert.Single(ReadResult.Of("CLICKEDDATE,Email\n1600345368000,a@b.pl\n").Clean());
        Assert.Equal("a@b.pl", row.Email);
        Assert.Equal(1600345368000, row.ClickedDate!.Value.ToUnixTimeMilliseconds());
        Assert.Null(row.ContactId);
    }

    [Fact]
    public void Columns_without_a_property_are_kept_as_compact_json()
    {
        SmDeliveryRecord row = Assert.Single(ReadResult.Of("email,device,,score,device\na@b.pl,\"Pixel \"\"7\"\"\",x,null,żółw\n").Clean());
        Assert.Equal("""{"device":"Pixel \"7\"","column3":"x","score":null,"device_2":"żółw"}""", row.Extra);
    }

    [Fact]
    public void The_word_null_is_a_value_only_in_quotes()
    {
        IReadOnlyList<SmDeliveryRecord> rows = ReadResult.Of("email,name\nnull,null\na@b.pl,\"null\"\n").Clean();
        Assert.Null(rows[0].Email);
        Assert.Null(rows[0].Name);
        Assert.Equal("null", rows[1].Name);
    }

    [Theory]
    [InlineData(';', "")]
    [InlineData('\t', "")]
    [InlineData('|', "")]
    [InlineData(';', "\"")]
    [InlineData('\t', "\"")]
    public void A_spreadsheet_that_saves_with_its_own_separator_is_read(char separator, string quote)
    {
        string content = string.Join('\n', Sample.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(
            line => string.Join(separator, line.TrimEnd('\r').Split(',').Select(field => field == "null" ? "" : quote + field + quote))));
        Assert.Equal("name2@example.com", ReadResult.Of(content).Clean()[1].Email);
    }

    [Theory]
    [InlineData("#TYPE System.Management.Automation.PSCustomObject\r\n")]
    [InlineData("sep=,\r\n")]
    [InlineData("sep=;\r\n")]
    public void Lines_that_Windows_PowerShell_and_Excel_put_before_the_header_are_skipped(string preface) =>
        Assert.Equal("name2@example.com", ReadResult.Of(preface + Sample).Clean()[1].Email);

    [Theory]
    [InlineData("contactId", "contactId")]
    [InlineData("email", "email")]
    [InlineData("phone", "phone")]
    [InlineData("name", "name")]
    [InlineData("platform", "platform")]
    [InlineData("device", "a field")]
    public void A_row_with_text_in_the_code_page_of_a_spreadsheet_is_told_and_the_rest_goes_on(string column, string what)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes($"sentDate,{column}\n,J"), 0xF6, .. "rg\n,J\u00F6rg\n"u8];

        var result = ReadResult.Of(content);

        string told = Assert.Single(result.BadRows);
        Assert.StartsWith($"opens.csv, line 2: {what} is neither UTF-8 nor UTF-16. Save the file as UTF-8.", told, StringComparison.Ordinal);
        Assert.Single(result.Rows);
        Assert.Null(result.Failure);
    }

    [Fact]
    public void Times_may_be_as_PowerShell_writes_them_to_files()
    {
        var time = new DateTimeOffset(2020, 9, 17, 10, 22, 44, TimeSpan.Zero);
        const string Csv = "email,sentDate,displayedDate\na@b.pl,2020-09-17T12:22:44.0000000+02:00,2020-09-17 12:22:44 +02:00\n";
        SmDeliveryRecord row = Assert.Single(ReadResult.Of(Csv).Clean());
        Assert.Equal(time, row.SentDate);
        Assert.Equal(time, row.DisplayedDate);
        Assert.Equal(TimeSpan.Zero, row.SentDate!.Value.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\r\n\r\n")]
    [InlineData(ReadResult.Header)]
    [InlineData(ReadResult.Header + "\r\n\r\n")]
    public void An_empty_file_and_a_header_alone_have_no_rows(string content) => Assert.Empty(ReadResult.Of(content).Clean());

    [Theory]
    [InlineData("a@b.pl,1600345364000,3", "3 fields where the header has 2")]
    [InlineData("a@b.pl", "1 fields where the header has 2")]
    [InlineData("a@b.pl,yesterday", "sentDate is 'yesterday', which is neither Unix milliseconds, nor ISO 8601")]
    [InlineData("a@b.pl,99999999999999999", "sentDate is 99999999999999999, which as Unix milliseconds is not in the years 2000 to 2099")]
    [InlineData("\"a\"@b.pl,1600345364000", "text follows a closing quote")]
    [InlineData("\"a@b.pl,1600345364000", "a quote is not closed")]
    public void A_bad_row_is_told_with_file_and_line_and_the_rest_goes_on(string badRow, string problem)
    {
        var result = ReadResult.Of($"email,sentDate\nx@b.pl,1600345364000\n{badRow}\ny@b.pl,1600345364000\n");

        Assert.Null(result.Failure);
        string told = Assert.Single(result.BadRows);
        Assert.StartsWith("opens.csv, line 3: " + problem, told, StringComparison.Ordinal);
        Assert.Equal(["x@b.pl", "y@b.pl"], result.Rows.Select(row => row.Email));
    }

    [Fact]
    public void Lines_are_counted_through_quoted_line_breaks_and_blank_lines()
    {
        var result = ReadResult.Of("email,name\r\n\r\na@b.pl,\"one\r\ntwo\rthree\"\r\nbad\r\n");
        Assert.StartsWith("opens.csv, line 6: ", Assert.Single(result.BadRows), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_longer_than_the_limit_is_bad_and_the_rest_goes_on()
    {
        string content = "email,name\na@b.pl,short\n" + new string('x', 300_000) + "\nc@b.pl,short\n";
        var result = ReadResult.Of(content, options: new DeliveryReadOptions { MaxRowBytes = 4096 });
        Assert.Equal(["a@b.pl", "c@b.pl"], result.Rows.Select(row => row.Email));
        Assert.StartsWith("opens.csv, line 3: the row is longer than", Assert.Single(result.BadRows), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_may_be_larger_than_the_first_buffer()
    {
        string name = new string('n', 200_000) + "\"";
        SmDeliveryRecord row = Assert.Single(ReadResult.Of($"email,name\na@b.pl,\"{name}\"\"\n").Clean());
        Assert.Equal(name, row.Name);
    }

    [Theory]
    [InlineData("User not authenticated")]
    [InlineData("id,value\n1,2\n")]
    public void A_file_without_a_documented_column_is_no_export(string content)
    {
        SmException failure = ReadResult.Of(content).Failure!;
        Assert.Equal(SmFailureKind.InvalidExportData, failure.Kind);
        Assert.Contains("opens.csv is not an export", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_page_of_a_file_store_is_told_in_its_own_words()
    {
        const string page = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>AccessDenied</Code><Message>Request has &quot;expired&quot;</Message></Error>
            """;
        SmException failure = ReadResult.Of(page).Failure!;
        Assert.Equal("opens.csv is not an export. It is a page with the text: AccessDenied Request has \"expired\"", failure.Message);
    }

    [Fact]
    public void Rows_are_the_same_wherever_a_read_ends()
    {
        byte[] content = Encoding.UTF8.GetBytes(Sample.Replace("\n", "\r\n", StringComparison.Ordinal) + "\"x\"\"\r\ny\",,,,,,,,\r\n");
        for (int chunk = 1; chunk < 20; chunk++)
        {
            Assert.Equal(
                ["abcd-1234", "cdef-5678", "x\"\r\ny"],
                ReadResult.Of(new TrickleStream(content, chunk)).Clean().Select(row => row.ContactId));
        }
    }

    [Fact]
    public void Records_that_were_written_as_CSV_come_back_as_they_were()
    {
        const string Csv = "\"ContactId\",\"Email\",\"SentDate\",\"Extra\",\"Source\",\"JobId\"\n"
            + "\"c1\",\"a@b.pl\",\"1600345364000\",\"{\"\"device\"\":\"\"x\"\"}\",\"one_0.csv\",\"123456\"\n"
            + "\"c2\",\"c@d.pl\",,,,\n\"c3\",,,,,\"many\"\n";
        var result = ReadResult.Of(Csv);
        Assert.Equal(("""{"device":"x"}""", "one_0.csv", 123456L), (result.Rows[0].Extra, result.Rows[0].Source, result.Rows[0].JobId));
        Assert.Equal((null, "opens.csv", null), (result.Rows[1].Extra, result.Rows[1].Source, result.Rows[1].JobId));
        Assert.StartsWith("opens.csv, line 4: jobId is not a number: 'many'", Assert.Single(result.BadRows), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_were_added_to_a_record_join_what_it_had()
    {
        const string Csv = "Email,Extra,Source,JobId,Group\na@b.pl,\"{\"\"device\"\":\"\"x\"\"}\",s,1,A\nc@d.pl,text,s,1,B\n";
        IReadOnlyList<SmDeliveryRecord> rows = ReadResult.Of(Csv).Clean();
        Assert.Equal(["""{"device":"x","Group":"A"}""", """{"Extra":"text","Group":"B"}"""], rows.Select(row => row.Extra));
        Assert.Same(rows[0].Source, rows[1].Source);
    }

    [Fact]
    public void A_column_that_only_looks_like_a_record_s_is_kept_as_any_other()
    {
        SmDeliveryRecord row = Assert.Single(ReadResult.Of("email,source\na@b.pl,web\n").Clean());
        Assert.Equal(("""{"source":"web"}""", "opens.csv"), (row.Extra, row.Source));
    }

    [Fact]
    public void Text_beyond_ASCII_and_text_beyond_the_buffer_are_read_whole()
    {
        string longText = new('x', 1000);
        IReadOnlyList<SmDeliveryRecord> rows = ReadResult.Of($"email,contactId\nżółw@b.pl,{longText}\n{longText}ż,🎉\n").Clean();
        Assert.Equal(["żółw@b.pl", longText + "ż"], rows.Select(row => row.Email));
        Assert.Equal([longText, "🎉"], rows.Select(row => row.ContactId));
    }

    [Fact]
    public void Equal_names_are_one_string()
    {
        IReadOnlyList<SmDeliveryRecord> rows = ReadResult.Of(Sample).Clean();
        Assert.Same(rows[0].Name, rows[1].Name);
    }
}
