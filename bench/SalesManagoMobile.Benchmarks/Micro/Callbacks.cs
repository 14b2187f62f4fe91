using BenchmarkDotNet.Attributes;
using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile.Benchmarks.Micro;

/// <summary>From the bytes of a callback to its type.</summary>
public class Callbacks
{
    private readonly ReceivedPost _form = new()
    {
        ContentType = "application/x-www-form-urlencoded",
        Body = ("TYPE=SMS&FROM=12345&TO=%2B15554443322&MESSAGE_BODY=Your+discount+is+waiting%21"u8
            + "&CLIENT_ID=7&MESSANGI_ID=a1b2c3&STATUS=DELIVERED_TO_DEVICE"u8).ToArray(),
    };

    private readonly ReceivedPost _json = new()
    {
        ContentType = "application/json",
        Body = """
        {"TYPE":"PUSH","FROM":"shop","TO":"device","MESSAGE_BODY":"Your discount","CLIENT_ID":"7","MESSANGI_ID":"a1b2c3","STATUS":"SENT"}
        """u8.ToArray(),
    };

    [Benchmark(Description = "a form body")]
    public object ParseForm() => CallbackParser.Parse(_form);

    [Benchmark(Description = "a JSON body")]
    public object ParseJson() => CallbackParser.Parse(_json);
}
