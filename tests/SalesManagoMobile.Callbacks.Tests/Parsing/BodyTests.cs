using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

public sealed class BodyTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(";;; charset==;\"")]
    public void Without_a_content_type_the_looks_of_the_body_decide(string? contentType)
    {
        foreach (string encoding in Encodings.All)
        {
            ReadOnlyMemory<byte> body = Encodings.Encode(encoding, [("TYPE", "SMS"), ("STATUS", "SENT")]).Body;

            SmCallback callback = CallbackParser.Parse(new ReceivedPost { ContentType = contentType, Body = body });

            Assert.Equal("SENT", Assert.IsType<SmSmsCallback>(callback).Status);
        }
    }

    [Theory]
    [InlineData("application/json", """{"TYPE":"MO_MESSAGE","TEXT":"a&TYPE=SMS&STATUS=UNDELIVERED&"b"}""")]
    [InlineData("application/vnd.x+json", "TYPE=SMS&STATUS=UNDELIVERED")]
    [InlineData("application/xml", "<mo>&TYPE=SMS&STATUS=UNDELIVERED&</mo>")]
    [InlineData("text/plain", "TYPE=SMS&STATUS=UNDELIVERED")]
    [InlineData("application/x-www-form-urlencoded", """{"TYPE":"SMS","STATUS":"UNDELIVERED"}""")]
    [InlineData("multipart/form-data; boundary=other", "--b\r\nContent-Disposition: form-data; name=TYPE\r\n\r\nSMS\r\n--b--")]
    [InlineData("multipart/form-data; boundary=b", "&TYPE=SMS&STATUS=UNDELIVERED&")]
    [InlineData(null, """{"TYPE":"MO_MESSAGE","TEXT":"a&TYPE=SMS&STATUS=UNDELIVERED&"b"}""")]
    [InlineData(null, "<mo>&TYPE=SMS&STATUS=UNDELIVERED&</mo>")]
    [InlineData(null, """ ["&TYPE=SMS&STATUS=UNDELIVERED&"]""")]
    [InlineData(null, "--x&TYPE=SMS&STATUS=UNDELIVERED&")]
    public void What_does_not_parse_under_its_content_type_is_kept_whole_and_never_read_as_something_else(string? contentType, string body)
    {
        SmUnknownCallback unknown = Assert.IsType<SmUnknownCallback>(CallbackParser.Parse(Encodings.Post(contentType, body)));

        Assert.Equal((body, null, contentType), (unknown.Body, unknown.BodyBase64, unknown.ContentType));
    }

    [Fact]
    public void Parameters_in_the_query_do_not_hide_a_body_that_does_not_parse()
    {
        SmCallback callback = CallbackParser.Parse(Encodings.Post("application/json", "{oops") with { Query = "TYPE=SMS&STATUS=SENT" });

        SmUnknownCallback unknown = Assert.IsType<SmUnknownCallback>(callback);
        Assert.Equal(("{oops", "SMS", """{"TYPE":"SMS","STATUS":"SENT"}"""), (unknown.Body, unknown.Type, unknown.Fields));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "TYPE=MO_MESSAGE&TEXT=żółw")]
    [InlineData("application/json", """{"TYPE":"MO_MESSAGE","TEXT":"żółw"}""")]
    [InlineData(null, "TYPE=MO_MESSAGE&TEXT=żółw")]
    [InlineData(null, """{"TYPE":"MO_MESSAGE","TEXT":"żółw"}""")]
    public void Byte_order_marks_utf_16_without_a_name_and_gzip_are_read(string? contentType, string body)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(body);
        byte[][] forms =
        [
            [0xEF, 0xBB, 0xBF, .. utf8],
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(body)],
            [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(body)],
            Encoding.Unicode.GetBytes(body),
            Encoding.BigEndianUnicode.GetBytes(body),
            Zip(utf8),
            [.. Zip(utf8[..8]), .. Zip(utf8[8..])],
        ];

        Assert.All(
            forms,
            form =>
                Assert.Equal(
                    "żółw", Assert.IsType<SmIncomingMessageCallback>(CallbackParser.Parse(Encodings.Post(contentType, form))).Text));
    }

    [Fact]
    public void Gzip_that_is_damaged_or_a_bomb_is_kept_as_it_came()
    {
        byte[] whole = Zip("TYPE=SMS&STATUS=SENT"u8.ToArray());
        byte[] damaged = [.. whole[..^6], (byte)~whole[^6], .. whole[^5..]];
        byte[] bomb = Zip(new byte[CallbackBody.MaxParsedBytes + 1]);

        Assert.All(
            new[] { damaged, bomb, whole[..^1], whole[..^9], whole[..20] },
            body =>
            {
                SmUnknownCallback unknown = Assert.IsType<SmUnknownCallback>(CallbackParser.Parse(Encodings.Post(null, body)));
                Assert.Null(unknown.Body);
                Assert.Equal(body, Convert.FromBase64String(unknown.BodyBase64!));
            });
    }

    [Fact]
    public void A_body_far_larger_than_any_callback_is_kept_whole_and_not_parsed()
    {
        string body = "TYPE=SMS&MESSAGE_BODY=" + new string('x', CallbackBody.MaxParsedBytes);

        Assert.Equal(body, Assert.IsType<SmUnknownCallback>(CallbackParser.Parse(Encodings.Post(null, body))).Body);
    }

    [Theory]
    [InlineData("windows-1250", "application/x-www-form-urlencoded")]
    [InlineData("iso-8859-2", "application/x-www-form-urlencoded")]
    [InlineData("utf-16", "application/json")]
    [InlineData("utf-8", "application/json")]
    public void The_character_set_of_the_header_is_used(string charset, string mediaType)
    {
        Encoding encoding = BodyCharset.Find(charset);
        string text = mediaType.EndsWith("json", StringComparison.Ordinal)
            ? """{"TYPE":"MO_MESSAGE","TEXT":"żółw"}"""
            : "TYPE=MO_MESSAGE&TEXT=żółw";

        SmCallback callback = CallbackParser.Parse(Encodings.Post($"{mediaType}; charset={charset}", encoding.GetBytes(text)));

        Assert.Equal("żółw", Assert.IsType<SmIncomingMessageCallback>(callback).Text);
    }

    [Fact]
    public void Percent_escapes_are_bytes_of_the_character_set()
    {
        SmCallback callback = CallbackParser.Parse(
            Encodings.Post("application/x-www-form-urlencoded; charset=windows-1250", "TYPE=MO_MESSAGE&TEXT=%BF%F3%B3w"));

        Assert.Equal("żółw", Assert.IsType<SmIncomingMessageCallback>(callback).Text);
    }

    [Fact]
    public void A_part_may_name_its_own_character_set()
    {
        byte[] body =
        [
            .. "--b\r\nContent-Disposition: form-data; name=TYPE\r\n\r\nMO_MESSAGE\r\n"u8,
            .. "--b\r\nContent-Type: text/plain; charset=windows-1250\r\n"u8,
            .. "Content-Disposition: form-data; name=\"TEXT\"; filename=\"C:\\x.txt\"\r\n\r\n"u8,
            0xBF, 0xF3, 0xB3, (byte)'w',
            .. "\r\n--b--\r\n"u8,
        ];

        SmCallback callback = CallbackParser.Parse(Encodings.Post("multipart/form-data; boundary=b", body));

        Assert.Equal("żółw", Assert.IsType<SmIncomingMessageCallback>(callback).Text);
    }

    [Fact]
    public void A_delimiter_inside_a_line_is_content()
    {
        SmCallback callback = CallbackParser.Parse(Encodings.Post(
            "multipart/form-data; boundary=b",
            "--b\r\nContent-Disposition: form-data; name=\"TYPE\"\r\n\r\nSMS\r\n--b\r\nContent-Disposition: form-data; "
                + "name=\"MESSAGE_BODY\"\r\n\r\na --b\r\n\r\n c\r\n--b--"));

        Assert.Equal("a --b\r\n\r\n c", Assert.IsType<SmSmsCallback>(callback).MessageBody);
    }

    [Fact]
    public void A_percent_sign_that_escapes_nothing_stays()
    {
        SmCallback callback =
            CallbackParser.Parse(Encodings.Post("application/x-www-form-urlencoded", "TYPE=SMS&MESSAGE_BODY=100%&STATUS=%zz%4"));

        SmSmsCallback sms = Assert.IsType<SmSmsCallback>(callback);
        Assert.Equal("100%", sms.MessageBody);
        Assert.Equal("%zz%4", sms.Status);
    }

    [Fact]
    public void Nested_json_stays_json_and_numbers_stay_as_written()
    {
        SmCallback callback = CallbackParser.Parse(
            Encodings.Post("application/json", """{"TYPE":"EVENT","VERSION":1.10,"EXTRA_INFO":{"a":[1,null]},"APP":null}"""));

        SmInteractionCallback happened = Assert.IsType<SmInteractionCallback>(callback);
        Assert.Equal("1.10", happened.Version);
        Assert.Equal("""{"a":[1,null]}""", happened.ExtraInfo);
        Assert.Null(happened.App);
        Assert.Equal("""{"TYPE":"EVENT","VERSION":"1.10","EXTRA_INFO":"{\"a\":[1,null]}","APP":null}""", callback.Fields);
    }

    [Fact]
    public void A_field_sent_twice_is_typed_by_the_first_and_kept_twice()
    {
        SmCallback callback = CallbackParser.Parse(Encodings.Post(null, "TYPE=SMS&STATUS=SENT&STATUS=READ"));

        Assert.Equal("SENT", Assert.IsType<SmSmsCallback>(callback).Status);
        Assert.Equal("""{"TYPE":"SMS","STATUS":["SENT","READ"]}""", callback.Fields);
    }

    [Fact]
    public void Parameters_in_the_query_fill_what_the_body_does_not_say()
    {
        SmCallback callback = CallbackParser.Parse(new ReceivedPost { Query = "TYPE=SMS&STATUS=READ", Body = "STATUS=SENT"u8.ToArray() });

        Assert.Equal("SENT", Assert.IsType<SmSmsCallback>(callback).Status);
    }

    [Theory]
    [InlineData("application/json", """[{"TYPE":"SMS"}]""")]
    [InlineData("application/json", """{"TYPE":"SMS" """)]
    [InlineData("application/json", """{"TYPE":"\ud800"}""")]
    [InlineData("application/json", """{"TYPE":"SMS"} {}""")]
    [InlineData("text/plain", "hello")]
    [InlineData(null, "")]
    public void What_has_no_documented_shape_is_kept_whole(string? contentType, string body)
    {
        SmCallback callback = CallbackParser.Parse(Encodings.Post(contentType, body));

        SmUnknownCallback unknown = Assert.IsType<SmUnknownCallback>(callback);
        Assert.Equal(body, unknown.Body);
        Assert.Equal(contentType, unknown.ContentType);
        Assert.Equal("{}", unknown.Fields);
    }

    [Fact]
    public void An_unknown_type_keeps_its_fields()
    {
        SmCallback callback = CallbackParser.Parse(Encodings.Post(null, "TYPE=CARRIER_PIGEON&WINGS=2"));

        Assert.Equal("CARRIER_PIGEON", Assert.IsType<SmUnknownCallback>(callback).Type);
        Assert.Equal("""{"TYPE":"CARRIER_PIGEON","WINGS":"2"}""", callback.Fields);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_shown_as_such()
    {
        SmCallback callback = CallbackParser.Parse(Encodings.Post(null, [.. "TYPE=SMS&STATUS="u8, 0xFF, (byte)'x']));

        Assert.Equal("\uFFFDx", Assert.IsType<SmSmsCallback>(callback).Status);
    }

    [Fact]
    public void A_thousand_fields_are_read_and_the_rest_is_left_to_the_body()
    {
        string body = string.Join('&', Enumerable.Range(0, 50_000).Select(i => $"f{i}=x"));

        SmCallback callback = CallbackParser.Parse(Encodings.Post(null, body));

        using var fields = JsonDocument.Parse(callback.Fields);
        Assert.Equal(CallbackFields.MaxCount, fields.RootElement.EnumerateObject().Count());
        Assert.Equal(Encoding.UTF8.GetByteCount(body), Assert.IsType<SmUnknownCallback>(callback).Body!.Length);
    }

    private static byte[] Zip(byte[] plain)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            zip.Write(plain);
        }

        return zipped.ToArray();
    }
}
