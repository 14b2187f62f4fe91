using System.Reflection;
using SalesManagoMobile.Client;
using Xunit;

namespace SalesManagoMobile.Tests;

public sealed class ErrorTableTests
{
    private static readonly ErrorRow[] Rows =
    [
        .. typeof(ErrorTable).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => field.GetValue(null)).OfType<ErrorRow>()
            .Union(ErrorTable.ByKind.Values),
    ];

    [Fact]
    public void Every_kind_of_failure_has_a_row() => Assert.Equal(Enum.GetValues<SmFailureKind>().Order(), ErrorTable.ByKind.Keys.Order());

    [Fact]
    public void No_two_errors_share_an_id() =>
        Assert.Empty(Rows.GroupBy(row => row.Id).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void Every_error_says_what_to_do_in_a_sentence() =>
        Assert.All(Rows, row => Assert.Matches("^[A-Z-].{20,}\\.$", row.Action));
}
