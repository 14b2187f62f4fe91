using System.Text.Json;
using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

public sealed class ShapeTests
{
    public static TheoryData<int, string> VectorsInEachEncoding()
    {
        var data = new TheoryData<int, string>();
        for (int i = 0; i < ShapeVectors.All.Count; i++)
        {
            // A delivery report in the later form comes as JSON only.
            foreach (string encoding in Encodings.All.Where(
                encoding => encoding == "json" || ShapeVectors.All[i].Expected is not SmDeliveryReportCallback))
            {
                data.Add(i, encoding);
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(VectorsInEachEncoding))]
    public void A_documented_shape_becomes_its_type_with_every_field(int index, string encoding)
    {
        ShapeVector vector = ShapeVectors.All[index];

        SmCallback callback = CallbackParser.Parse(Encodings.Encode(encoding, vector.Fields));

        Assert.Equal(vector.Expected, ShapeVector.Essence(callback));
    }

    [Theory, MemberData(nameof(VectorsInEachEncoding))]
    public void The_raw_fields_hold_what_was_sent(int index, string encoding)
    {
        ShapeVector vector = ShapeVectors.All[index];

        SmCallback callback = CallbackParser.Parse(Encodings.Encode(encoding, vector.Fields));

        Dictionary<string, string> raw = JsonSerializer.Deserialize<Dictionary<string, string>>(callback.Fields)!;
        Assert.Equal(vector.Fields.Select(field => (field.Name, field.Value)), raw.Select(field => (field.Key, field.Value)));
    }

    [Theory, MemberData(nameof(VectorsInEachEncoding))]
    public void Names_are_found_without_regard_to_case(int index, string encoding)
    {
        ShapeVector vector = ShapeVectors.All[index];
        IEnumerable<(string, string Value)> swapped = vector.Fields.Select(field =>
            (field.Name.Any(char.IsLower) ? field.Name.ToUpperInvariant() : field.Name.ToLowerInvariant(), field.Value));

        SmCallback callback = CallbackParser.Parse(Encodings.Encode(encoding, swapped));

        Assert.Equal(vector.Expected, ShapeVector.Essence(callback));
    }

    [Fact]
    public void The_vectors_fill_every_property_of_every_shape()
    {
        IEnumerable<string> empty = from vector in ShapeVectors.All
                                    from property in vector.Expected.GetType().GetProperties()
                                    where property.CanWrite && property.Name is not
                                        (nameof(SmCallback.SourceAddress) or nameof(SmCallback.Type) or nameof(SmCallback.ForwardedTo))
                                    where property.GetValue(vector.Expected) is null
                                        && !(vector.Expected is SmFacebookCallback && property.Name == nameof(SmMessageCallback.Status))
                                    select $"{vector.Expected.Kind}.{property.Name}";
        IEnumerable<SmCallbackKind> shapes = ShapeVectors.All.Select(vector => vector.Expected.Kind)
            .Append(SmCallbackKind.Unknown)
            .Distinct();

        Assert.Empty(empty);
        Assert.Equal(Enum.GetValues<SmCallbackKind>().Order(), shapes.Order());
    }

    [Fact]
    public void Every_kind_says_whom_it_is_about_what_it_reports_and_the_rest()
    {
        foreach ((SmCallback callback, string[] expected) in new (SmCallback, string[])[]
        {
            (new SmIncomingMessageCallback { From = "f", To = "t", Text = "x" }, ["f", "", "x"]),
            (new SmUserResponseCallback { From = "f", Text = "x" }, ["f", "", "x"]),
            (new SmSmsCallback { From = "f", To = "t", Status = "SENT", MessageBody = "x" }, ["t", "SENT", "x"]),
            (new SmFacebookCallback { From = "f", To = "t", MessageBody = "x" }, ["f", "", "x"]),
            (new SmLocationCallback { PhoneNumber = "p", Status = "s", Type = "BEACONFENCE", Latitude = 1.5, Longitude = 2 },
                ["p", "s", "BEACONFENCE 1.5, 2"]),
            (new SmLinkVisitCallback { To = "t", EventType = "OPEN", RedirectType = "PASSBOOK", ExternalId = "7" },
                ["t", "OPEN", "PASSBOOK 7"]),
            (new SmInteractionCallback { DeviceId = "d", EventType = "e", CampaignName = "c", ExtraInfo = "i" }, ["d", "e", "c i"]),
            (new SmDeliveryReportCallback { To = "t", Status = "DELIVRD", Message = "m" }, ["t", "DELIVRD", "m"]),
            (new SmUnknownCallback { SourceAddress = "a", Type = "PIGEON", Body = "b" }, ["a", "PIGEON", "b"]),
        })
        {
            Assert.Equal(expected, new[] { callback.Person ?? "", callback.Event ?? "", callback.Detail ?? "" });
        }
    }

    [Theory]
    [InlineData("""{"to":"1","status":"DELIVRD"}""")]
    [InlineData("""{"id":"1","status":"DELIVRD"}""")]
    [InlineData("""{"id":"1","to":"1"}""")]
    [InlineData("""{"id":"1","to":"1","status":null}""")]
    [InlineData("""{"id":"1","to":"1","status":"DELIVRD","TYPE":"PIGEON"}""")]
    [InlineData("""{"id":"1","to":"1","status":"DELIVRD","type":null}""")]
    [InlineData("id=1&to=1&status=DELIVRD")]
    public void A_delivery_report_is_json_without_a_type_and_with_id_recipient_and_status(string body) =>
        Assert.IsType<SmUnknownCallback>(CallbackParser.Parse(Encodings.Post(null, body)));

    [Fact]
    public void Fields_that_a_web_host_took_apart_become_the_same_type()
    {
        var at = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        foreach (ShapeVector vector in ShapeVectors.All)
        {
            SmCallback callback =
                CallbackParser.FromFields(vector.Fields.Select(field => KeyValuePair.Create(field.Name, (string?)field.Value)), at);

            Assert.Equal(vector.Expected, ShapeVector.Essence(callback));
            Assert.Equal(at, callback.ReceivedAt);
        }
    }

    [Fact]
    public void Every_property_can_be_written_to_csv()
    {
        Type[] flat =
        [
            typeof(string), typeof(bool), typeof(double), typeof(long), typeof(int), typeof(DateTimeOffset), typeof(TimeSpan), typeof(Uri),
        ];
        IEnumerable<string> odd = from type in typeof(SmCallback).Assembly.GetExportedTypes()
                                  where type.IsAssignableTo(typeof(SmCallback))
                                  from property in type.GetProperties()
                                  let value = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
                                  where !value.IsEnum && !flat.Contains(value)
                                  select $"{type.Name}.{property.Name}";

        Assert.Empty(odd);
    }
}
