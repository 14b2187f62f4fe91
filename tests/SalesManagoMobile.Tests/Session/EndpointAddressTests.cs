using Xunit;

namespace SalesManagoMobile.Tests;

public sealed class EndpointAddressTests
{
    [Theory]
    [InlineData("shop", "https://shop.salesmanago.com/")]
    [InlineData("my-shop2", "https://my-shop2.salesmanago.com/")]
    [InlineData("shop.salesmanago.com", "https://shop.salesmanago.com/")]
    [InlineData("  https://shop.salesmanago.com/  ", "https://shop.salesmanago.com/")]
    [InlineData("localhost", "https://localhost/")]
    [InlineData("shop.example.com:8443", "https://shop.example.com:8443/")]
    [InlineData("http://127.0.0.1:80", "http://127.0.0.1/")]
    [InlineData("http://[::1]:5000", "http://[::1]:5000/")]
    public void What_a_user_calls_a_host_becomes_its_address(string given, string expected) =>
        Assert.Equal(expected, EndpointAddress.Parse(given, shortNames: true).AbsoluteUri);

    [Theory]
    [InlineData("http://shop.salesmanago.com", "is not https")]
    [InlineData("http://127.0.0.1.example.com", "is not https")]
    [InlineData("file:///etc/passwd", "not the address of a host")]
    [InlineData("", "not the address of a host")]
    [InlineData("https://", "not the address of a host")]
    [InlineData("https://shop.salesmanago.com/api", "must not contain a user name, path or query")]
    [InlineData("https://shop.salesmanago.com/?a=b", "must not contain a user name, path or query")]
    public void What_cannot_be_trusted_with_credentials_is_refused(string given, string because) =>
        Assert.Contains(
            because,
            Assert.Throws<FormatException>(() => EndpointAddress.Parse(given, shortNames: true)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_password_in_an_address_is_not_repeated_in_the_error() =>
        Assert.DoesNotContain(
            "word",
            Assert.Throws<FormatException>(() => EndpointAddress.Parse("https://me:word@shop.example.com", shortNames: true)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_bare_name_of_the_mobile_host_is_a_host_as_it_stands() =>
        Assert.Equal("https://intranet/", EndpointAddress.Parse("intranet", shortNames: false).AbsoluteUri);
}
