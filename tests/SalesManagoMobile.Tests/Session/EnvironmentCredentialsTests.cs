using Xunit;

namespace SalesManagoMobile.Tests;

public sealed class EnvironmentCredentialsTests
{
    [Fact]
    public void A_pair_is_read_when_both_variables_are_set() =>
        Assert.Equal("me", Environment(("SALESMANAGO_CLIENT_ID", " me "), ("SALESMANAGO_API_SECRET", "word")).Credential(null)!.ClientId);

    [Fact]
    public void The_two_pairs_are_read_apart()
    {
        EnvironmentCredentials environment = Environment(("SALESMANAGO_MOBILE_CLIENT_ID", "me"), ("SALESMANAGO_MOBILE_API_SECRET", "word"));
        Assert.Null(environment.Credential(null));
        Assert.Equal("me", environment.MobileCredential(null)!.ClientId);
    }

    [Theory]
    [InlineData("SALESMANAGO_CLIENT_ID", "SALESMANAGO_API_SECRET")]
    [InlineData("SALESMANAGO_API_SECRET", "SALESMANAGO_CLIENT_ID")]
    public void Half_a_pair_is_an_error_that_names_the_other_half(string present, string absent)
    {
        string message = Assert.Throws<ArgumentException>(() => Environment((present, "value-4711")).Credential(null)).Message;
        Assert.Contains(absent, message, StringComparison.Ordinal);
        Assert.DoesNotContain("value-4711", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_variable_is_not_set() => Assert.Null(Environment(("SALESMANAGO_ENDPOINT", " ")).Endpoint);

    private static EnvironmentCredentials Environment(params (string Name, string Value)[] variables) =>
        new(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
