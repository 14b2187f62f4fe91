using System.Net;

namespace SalesManagoMobile.Sandbox;

/// <summary>A body whose connection breaks before its announced end.</summary>
internal sealed class BrokenContent(ReadOnlyMemory<byte> whole, int length) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(whole[..length]).ConfigureAwait(false);
        throw BrokenStream.Failure();
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new BrokenStream(whole[..length]));

    protected override bool TryComputeLength(out long announced)
    {
        announced = whole.Length;
        return true;
    }
}
