using SalesManagoMobile.Benchmarks.Data;
using SalesManagoMobile.Client;

namespace SalesManagoMobile.Benchmarks.Micro;

/// <summary>Requests as an admin would make them.</summary>
internal static class Samples
{
    public static IReadOnlyDictionary<string, string> Properties { get; } =
        new Dictionary<string, string>
        {
            ["discount"] = "20%",
            ["product_rec"] = "Turtleneck sweater",
            ["product_rec_slug"] = "sweaters/turtleneck_sweater",
        };

    public static PushRequest Existing { get; } = new()
    {
        Content = new ExistingPush(Recipients.PushId),
        ApplicationId = Recipients.ApplicationId,
        Email = Recipients.Email(1),
        Properties = Properties,
    };

    public static PushRequest Custom { get; } = Existing with
    {
        Content = new CustomPush
        {
            Title = "Act now and save big \U0001F4B0",
            Content = "Claim your ${discount:extra} discount now. ${product_rec:Your product} is still waiting for you!",
            Deeplink = "myapp://shop/product/${product_rec_slug}",
            ImageUrl = "https://example.com/media/mobile_app/notification.png",
            SoundName = "reminder_chime",
        },
    };
}
