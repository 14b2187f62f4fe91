using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

public sealed class FileHandlesTests
{
    [Theory]
    [InlineData(1024, null, 200, 1024)]
    [InlineData(1024, 20_000L, 200, 1024)]
    [InlineData(1024, 1024L, 200, 1024 - 200 - FileHandles.Reserved)]
    [InlineData(1024, 400L, 200, 400 - 200 - FileHandles.Reserved)]
    [InlineData(1024, 100L, 200, FileHandles.FewestConnections)]
    [InlineData(4, 400L, 10, 4)]
    public void Connections_leave_handles_to_the_spool(int wanted, long? limit, int open, int expected) =>
        Assert.Equal(expected, FileHandles.MaxConnections(wanted, limit, open));

    [Fact]
    public void The_limit_of_this_process_is_the_system_s()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no limit.");

        Assert.InRange(FileHandles.FindLimit() ?? int.MaxValue, FileHandles.CountOpen(), int.MaxValue);
        Assert.InRange(FileHandles.CountOpen(), 4, int.MaxValue);
    }
}
