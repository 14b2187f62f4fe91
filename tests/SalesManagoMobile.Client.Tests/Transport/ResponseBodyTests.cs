using System.Text;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>The stated length of a body only decides how large the first buffer is.</summary>
public sealed class ResponseBodyTests
{
    private const int Limit = 64 * 1024;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4094)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(Limit)]
    public async Task A_body_is_read_to_its_end_whatever_its_length(int length)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(new string('x', length));

        (string stated, bool cut) = await ReadAsync(bytes, length);
        (string silent, bool silentCut) = await ReadAsync(bytes, null);

        Assert.Equal((length, false, length, false), (stated.Length, cut, silent.Length, silentCut));
    }

    [Theory]
    [InlineData(Limit + 1L)]
    [InlineData(int.MaxValue)]
    [InlineData(long.MaxValue)]
    public async Task Of_a_body_that_is_said_to_be_larger_the_beginning_is_read(long stated)
    {
        (string text, bool cut) = await ReadAsync(Encoding.ASCII.GetBytes(new string('x', 5000)), stated);

        Assert.Equal((4096, true), (text.Length, cut));
    }

    private static async Task<(string Text, bool WasCut)> ReadAsync(byte[] bytes, long? stated)
    {
        using ByteArrayContent content = new(bytes);
        content.Headers.ContentLength = stated;
        ResponseBody body = await ResponseBody.ReadAsync(
            content, Limit, new Secrets("0123456789abcdef0123456789abcdef", new string('a', 40)), TestContext.Current.CancellationToken);
        return (body.Text(2 * Limit), body.WasCut);
    }
}
