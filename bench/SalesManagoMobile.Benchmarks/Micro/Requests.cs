using BenchmarkDotNet.Attributes;
using SalesManagoMobile.Benchmarks.Data;
using SalesManagoMobile.Client;

namespace SalesManagoMobile.Benchmarks.Micro;

/// <summary>What happens to a push before it leaves.</summary>
public class Requests
{
    private readonly SmCredential _credential = SmCredential.Create("bench", "bench-secret");
    private readonly PushRequest _existing = Samples.Existing;
    private readonly PushRequest _custom = Samples.Custom;
    private readonly Addressee[] _addressees =
        [.. Enumerable.Range(0, 1000).Select(static index => new Addressee(AddresseeType.Email, Recipients.Email(index)))];
    private readonly PushText _text = PushText.Parse(((CustomPush)Samples.Custom.Content).Content!);

    [Benchmark(Description = "sign: once a session")]
    public object Sign() => SmCredential.Create(_credential.ClientId, "bench-secret");

    [Benchmark(Description = "validate an existing push")]
    public int ValidateExisting() => RequestValidator.Check(_existing).Count;

    [Benchmark(Description = "validate a custom push")]
    public int ValidateCustom() => RequestValidator.Check(_custom).Count;

    [Benchmark(Description = "write the JSON of an existing push")]
    public int WriteExisting() => RequestBody.Write(_credential, RequestFields.Of(_existing)).Length;

    [Benchmark(Description = "write the JSON of a custom push")]
    public int WriteCustom() => RequestBody.Write(_credential, RequestFields.Of(_custom)).Length;

    [Benchmark(Description = "render two placeholders")]
    public string Render() => _text.Render(Samples.Properties);

    [Benchmark(Description = "parse two placeholders")]
    public object Parse() => PushText.Parse(_text.Source);

    [Benchmark(Description = "pack 1,000 addresses")]
    public int Pack() => AddresseePacker.Pack(_addressees).Count;
}
