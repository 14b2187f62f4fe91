using System.Diagnostics;
using Xunit;
using static SalesManagoMobile.Callbacks.Tests.TestSpool;

namespace SalesManagoMobile.Callbacks.Tests;

/// <summary>What becomes of callbacks when somebody moves, replaces or empties the file.</summary>
public sealed class SpoolRotationTests : IDisposable
{
    private readonly TestSpool _spool = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_was_moved_away_is_read_to_its_end_and_followed_by_a_new_one()
    {
        using (var spool = CallbackSpool.Open(_spool.Path))
        {
            await spool.AppendAsync(Post(0));
            File.Move(_spool.Path, _spool.Path + ".1");
            await spool.AppendAsync(Post(1));
            spool.CompleteAdding();
            var read = new List<string?>();
            await foreach (SpooledCallback entry in spool.ReadAsync(Stop))
            {
                read.Add(Id(entry));
                spool.Confirm(entry);
            }

            Assert.Equal(["m-0", "m-1"], read);
        }

        Assert.Equal(["m-0"], SpoolReader.Read(_spool.Path + ".1").Select(Id));
        Assert.Equal(["m-1"], SpoolReader.Read(_spool.Path).Select(Id));
        Assert.Empty(await _spool.ReadToEndAsync(10));
    }

    [Fact]
    public async Task A_file_that_was_moved_away_and_made_anew_by_somebody_else_is_followed_by_that_one()
    {
        using var spool = CallbackSpool.Open(_spool.Path);
        await spool.AppendAsync(Post(0));
        File.Move(_spool.Path, _spool.Path + ".1");
        await File.Create(_spool.Path).DisposeAsync();
        await spool.AppendAsync(Post(1));
        await spool.AppendAsync(Post(2));

        Assert.Equal(["m-0"], SpoolReader.Read(_spool.Path + ".1").Select(Id));
        Assert.Equal(["m-1", "m-2"], SpoolReader.Read(_spool.Path).Select(Id));
        spool.CompleteAdding();
        Assert.Equal(3, await spool.ReadAsync(Stop).CountAsync(Stop));
    }

    [Fact]
    public void A_spool_in_use_is_refused_also_when_its_cursor_was_deleted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsWindows(), "The cursor is the only lock there.");
        using var spool = CallbackSpool.Open(_spool.Path);
        if (OperatingSystem.IsLinux())
        {
            File.Delete(_spool.Path + ".cursor");
        }

        Assert.Throws<SpoolException>(() => CallbackSpool.Open(_spool.Path));

        // Whoever only looks at it is not kept out.
        File.Open(_spool.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite).Dispose();
    }

    [Fact]
    public async Task A_file_that_was_truncated_in_place_starts_anew()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There, nobody else can write to a spool in use.");
        using (var spool = CallbackSpool.Open(_spool.Path))
        {
            await spool.AppendAsync(Post(0));
            await spool.AppendAsync(Post(1));
            await TruncateAsync();
            await spool.AppendAsync(Post(2));
        }

        Assert.Equal(["m-2"], await _spool.ReadToEndAsync(10));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_file_that_was_replaced_by_a_copy_is_followed_and_lacks_nothing(int afterTheCopy)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There, nobody else can replace a spool in use.");
        using (var spool = CallbackSpool.Open(_spool.Path))
        {
            await spool.AppendAsync(Post(0));
            string copy = string.Concat(
                SpoolReader.Read(_spool.Path).Select(entry => System.Text.Encoding.UTF8.GetString(SpoolLine.Encode(entry.Post!).Span)));
            for (int i = 0; i < afterTheCopy; i++)
            {
                await spool.AppendAsync(Post(1 + i));
            }

            File.Delete(_spool.Path);
            await File.WriteAllTextAsync(_spool.Path, copy, Stop);
            await spool.AppendAsync(Post(8));
            spool.CompleteAdding();

            Assert.Equal([.. Ids(0, 1 + afterTheCopy), "m-8"], await spool.ReadAsync(Stop).Select(Id).ToListAsync(Stop));
        }

        Assert.Equal([.. Ids(0, 1 + afterTheCopy), "m-8"], SpoolReader.Read(_spool.Path).Select(Id));
    }

    [Fact]
    public async Task A_spool_that_was_moved_away_between_runs_starts_anew()
    {
        await _spool.AppendAllAsync(3);
        await _spool.ReadToEndAsync(10);
        File.Move(_spool.Path, _spool.Path + ".1");
        await _spool.AppendAllAsync(1);

        Assert.Equal(Ids(0, 1), await _spool.ReadToEndAsync(10));
    }

    public void Dispose() => _spool.Dispose();

    /// <summary>As a tool does that knows nothing of locks: they are only advice there.</summary>
    private async Task TruncateAsync()
    {
        using var shell = Process.Start("/bin/sh", ["-c", ": > \"$0\"", _spool.Path]);
        await shell.WaitForExitAsync(Stop);
        Assert.Equal(0, new FileInfo(_spool.Path).Length);
    }
}
