using Xunit;

namespace SalesManagoMobile.Tests;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("discont", "discount")]
    [InlineData("EMAIL", "Email")]
    [InlineData("Emial", "Email")]
    [InlineData("prodcut", "product")]
    [InlineData("Winback discount", "Win-back discount")]
    public void A_mistyped_name_finds_the_one_that_was_meant(string typed, string expected) =>
        Assert.Equal(expected, NearestName.Of(typed, ["Email", "product", "discount", "Win-back discount"]));

    [Theory]
    [InlineData("Phone")]
    [InlineData("x")]
    [InlineData("")]
    public void A_name_that_is_not_near_to_any_finds_none(string typed) =>
        Assert.Null(NearestName.Of(typed, ["Email", "product", "discount"]));

    [Fact]
    public void The_nearest_of_several_wins() =>
        Assert.Equal("discount", NearestName.Of("discoumt", ["discounts", "discount", "viscount"]));

    [Fact]
    public void Two_swapped_letters_are_one_error() => Assert.Equal("at", NearestName.Of("ta", ["at"]));

    [Fact]
    public void A_third_of_the_letters_may_be_wrong_and_no_more()
    {
        Assert.Equal("abcdef", NearestName.Of("abcdxx", ["abcdef"]));
        Assert.Null(NearestName.Of("abcxxx", ["abcdef"]));
    }
}
