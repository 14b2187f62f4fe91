using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

/// <summary>A callback that is posted again is the same callback.</summary>
public sealed class CallbackAgainTests
{
    public static TheoryData<int, string> VectorsInEachEncoding() => ShapeTests.VectorsInEachEncoding();

    [Theory, MemberData(nameof(VectorsInEachEncoding))]
    public void A_documented_shape_stays_as_it_is(int index, string encoding)
    {
        SmCallback callback = CallbackParser.Parse(Encodings.Encode(encoding, ShapeVectors.All[index].Fields));

        Assert.Equal(callback, CallbackParser.Parse(CallbackWriter.Again(callback)));
    }

    [Theory]
    [InlineData("TYPE=SMS&STATUS=SENT&STATUS=READ&NOTE=a%26b&note=%C5%BC%C3%B3%C5%82w")]
    [InlineData("TYPE=SMS&TYPE=PUSH&STATUS=")]
    [InlineData("{\"TYPE\":\"EVENT\",\"VERSION\":5,\"EXTRA_INFO\":{\"a\":[1,null]}}")]
    public void A_field_that_came_several_times_or_held_json_comes_again_so(string body)
    {
        SmCallback callback = CallbackParser.Parse(Encodings.Post(null, body));

        Assert.Equal(callback, CallbackParser.Parse(CallbackWriter.Again(callback)));
    }

    [Fact]
    public void Any_fields_that_somebody_else_took_apart_come_again() => Prop.ForAll<List<KeyValuePair<string, string>>>(fields =>
    {
        SmCallback callback = CallbackParser.FromFields(
            fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key ?? "", (string?)field.Value)),
            default);

        Assert.Equal(callback.Fields, CallbackParser.Parse(CallbackWriter.Again(callback)).Fields);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("text/plain; charset=windows-1250", new byte[] { 0xBF, 0xF3, 0xB3, 0x77 })]
    [InlineData("text/plain; charset=utf-16", new byte[] { 0x7C, 0x01, 0x77, 0x00 })]
    [InlineData("text/plain", new byte[] { 0xC5, 0xBC, 0x77 })]
    [InlineData(null, new byte[] { 0x77 })]
    [InlineData("image/png", new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0xFF, 0x00 })]
    public void An_unknown_body_comes_again_in_its_character_set(string? contentType, byte[] body)
    {
        ReceivedPost again = CallbackWriter.Again(CallbackParser.Parse(Encodings.Post(contentType, body)));

        Assert.Equal(body, again.Body.ToArray());
        Assert.Equal(contentType, again.ContentType);
    }
}
