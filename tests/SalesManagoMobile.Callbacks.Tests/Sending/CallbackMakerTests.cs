using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

public sealed class CallbackMakerTests
{
    private static readonly string[] MayBeNull =
        [nameof(SmCallback.SourceAddress), nameof(SmCallback.Type), nameof(SmCallback.ForwardedTo), nameof(SmMessageCallback.Status)];

    [Fact]
    public void Each_shape_is_made_with_every_documented_field()
    {
        var maker = new CallbackMaker(1, new FakeTimeProvider());
        foreach (SmCallbackKind kind in CallbackMaker.Kinds)
        {
            foreach (CallbackEncoding encoding in kind == SmCallbackKind.DeliveryReport
                ? [CallbackEncoding.Json]
                : Enum.GetValues<CallbackEncoding>())
            {
                SmCallback callback = CallbackParser.Parse(CallbackWriter.Write(maker.Make(kind), encoding));

                Assert.Equal(kind, callback.Kind);
                Assert.Empty(callback.GetType().GetProperties()
                    .Where(property => property.CanWrite && property.GetValue(callback) is null && !MayBeNull.Contains(property.Name))
                    .Select(property => property.Name));
            }
        }
    }

    [Fact]
    public void The_same_seed_makes_the_same_callbacks_and_no_id_twice()
    {
        List<string> Run() => [.. MakeAll(new CallbackMaker(42, new FakeTimeProvider()))];

        Assert.Equal(Run(), Run());
        Assert.Equal(100, Run().Distinct().Count());
    }

    [Fact]
    public void Fields_can_be_set_added_and_left_out()
    {
        IReadOnlyList<KeyValuePair<string, string>> fields = new CallbackMaker(1, new FakeTimeProvider()).Make(
            SmCallbackKind.Sms, new Dictionary<string, string?> { ["status"] = "READ", ["TO"] = null, ["NOTE"] = "x" });

        Assert.Contains(new("STATUS", "READ"), fields);
        Assert.Contains(new("NOTE", "x"), fields);
        Assert.DoesNotContain("TO", fields.Select(field => field.Key));
    }

    [Fact]
    public void Any_text_survives_any_encoding() => Prop.ForAll<NonNull<string>>(text =>
    {
        // Half of a surrogate pair is no text in UTF-8.
        string value = string.Concat(text.Get.Where(c => !char.IsSurrogate(c)));
        foreach (CallbackEncoding encoding in Enum.GetValues<CallbackEncoding>())
        {
            ReceivedPost post = CallbackWriter.Write([new("TYPE", "USER_RESPONSE"), new("TEXT", value)], encoding);

            Assert.Equal(value, Assert.IsType<SmUserResponseCallback>(CallbackParser.Parse(post)).Text);
        }
    }).QuickCheckThrowOnFailure();

    private static IEnumerable<string> MakeAll(CallbackMaker maker) =>
        from round in Enumerable.Range(0, 10)
        from kind in CallbackMaker.Kinds
        select string.Join('&', maker.Make(kind));
}
