using System.Text.Json;
using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

public sealed class BodyFuzzTests
{
    [Fact]
    public void Twenty_thousand_damaged_bodies_all_become_callbacks()
    {
        var random = new Random(20260301);
        for (int i = 0; i < 20_000; i++)
        {
            ReceivedPost post = BodyFuzz.Next(random);

            SmCallback callback = CallbackParser.Parse(post);

            using var fields = JsonDocument.Parse(callback.Fields);
            Assert.Equal(JsonValueKind.Object, fields.RootElement.ValueKind);
            Assert.True(callback is not SmUnknownCallback unknown || (unknown.Body is null) != (unknown.BodyBase64 is null));
        }
    }
}
