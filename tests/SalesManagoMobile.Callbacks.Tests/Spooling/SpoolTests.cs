using Xunit;
using static SalesManagoMobile.Callbacks.Tests.TestSpool;

namespace SalesManagoMobile.Callbacks.Tests;

public sealed class SpoolTests : IDisposable
{
    private readonly TestSpool _spool = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_appended_is_read_in_order_by_a_later_run()
    {
        await _spool.AppendAllAsync(10);

        Assert.Equal(Ids(0, 10), await _spool.ReadToEndAsync(10));
    }

    [Fact]
    public async Task What_was_confirmed_does_not_come_again()
    {
        await _spool.AppendAllAsync(10);
        Assert.Equal(Ids(0, 4), await _spool.ReadToEndAsync(4));

        Assert.Equal(Ids(4, 6), await _spool.ReadToEndAsync(10));
        Assert.Empty(await _spool.ReadToEndAsync(10));
        Assert.Equal(Ids(0, 10), SpoolReader.Read(_spool.Path).Select(Id));
    }

    [Fact]
    public async Task What_was_read_and_not_confirmed_comes_again()
    {
        await _spool.AppendAllAsync(3);
        using (var spool = CallbackSpool.Open(_spool.Path))
        {
            await using IAsyncEnumerator<SpooledCallback> reading = spool.ReadAsync(Stop).GetAsyncEnumerator(Stop);
            Assert.True(await reading.MoveNextAsync());
        }

        Assert.Equal(Ids(0, 3), await _spool.ReadToEndAsync(10));
    }

    [Fact]
    public async Task A_spool_in_use_is_not_opened_twice()
    {
        using var spool = CallbackSpool.Open(_spool.Path);
        await spool.AppendAsync(Post(0));

        SpoolException refusal = Assert.Throws<SpoolException>(() => CallbackSpool.Open(_spool.Path));

        Assert.Contains(_spool.Path, refusal.Message, StringComparison.Ordinal);
        Assert.Single(SpoolReader.Read(_spool.Path));
    }

    [Fact]
    public async Task A_torn_last_line_is_cut_at_any_byte_and_the_rest_stays()
    {
        await _spool.AppendAllAsync(2);
        byte[] whole = await File.ReadAllBytesAsync(_spool.Path, Stop);
        int second = Array.IndexOf(whole, (byte)'\n') + 1;
        for (int length = 0; length < whole.Length; length += 7)
        {
            File.Delete(_spool.Path + ".cursor");
            await File.WriteAllBytesAsync(_spool.Path, whole[..length], Stop);
            IEnumerable<string> kept = length >= second ? Ids(0, 1) : [];

            Assert.Equal(kept, SpoolReader.Read(_spool.Path).Select(Id));
            using var spool = CallbackSpool.Open(_spool.Path);
            await spool.AppendAsync(Post(7));

            Assert.Equal([.. kept, "m-7"], SpoolReader.Read(_spool.Path).Select(Id));
        }
    }

    [Fact]
    public async Task A_damaged_line_is_named_and_the_others_are_read()
    {
        await _spool.AppendAllAsync(3);
        byte[] bytes = await File.ReadAllBytesAsync(_spool.Path, Stop);
        int second = Array.IndexOf(bytes, (byte)'\n') + 1;
        bytes[second + 20] ^= 1;
        await File.WriteAllBytesAsync(_spool.Path, bytes, Stop);

        var all = SpoolReader.Read(_spool.Path).ToList();

        Assert.Equal(["m-0", null, "m-2"], all.Select(entry => (entry.Callback as SmSmsCallback)?.MessangiId));
        Assert.Contains($"byte {second} ", all[1].Damage, StringComparison.Ordinal);
        Assert.Equal(3, await CountAsync());
    }

    [Fact]
    public async Task A_spool_whose_first_byte_is_damaged_is_still_one_and_its_line_is_named()
    {
        await _spool.AppendAllAsync(2);
        byte[] bytes = await File.ReadAllBytesAsync(_spool.Path, Stop);
        bytes[0] ^= 1;
        await File.WriteAllBytesAsync(_spool.Path, bytes, Stop);

        Assert.Equal(2, await CountAsync());
        SpooledCallback damaged = SpoolReader.Read(_spool.Path).First();
        Assert.Contains("byte 0 to ", damaged.Damage, StringComparison.Ordinal);
        Assert.Contains("from that line in a copy", damaged.Damage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("X")]
    public async Task A_last_line_that_lost_its_line_feed_stays(string instead)
    {
        await _spool.AppendAllAsync(2);
        File.WriteAllText(_spool.Path, File.ReadAllText(_spool.Path)[..^1] + instead);

        Assert.Equal(Ids(0, 2), SpoolReader.Read(_spool.Path).Select(Id));
        using var spool = CallbackSpool.Open(_spool.Path);
        await spool.AppendAsync(Post(2));

        Assert.Equal(Ids(0, 3), SpoolReader.Read(_spool.Path).Select(Id));
    }

    [Fact]
    public void A_link_to_a_spool_in_use_does_not_escape_its_lock()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        File.CreateSymbolicLink(_spool.Path + ".link", _spool.Path);
        using var spool = CallbackSpool.Open(_spool.Path);

        Assert.Throws<SpoolException>(() => CallbackSpool.Open(_spool.Path + ".link"));
    }

    [Fact]
    public void A_device_is_no_spool()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs a device with a path.");

        Assert.Contains(
            "Give the path of a file.",
            Assert.Throws<SpoolException>(() => CallbackSpool.Open("/dev/null")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Another_file_is_never_taken_for_a_spool()
    {
        File.WriteAllText(_spool.Path, "email,phone\na@example.com,1");

        Assert.Contains(
            "not a spool", Assert.Throws<SpoolException>(() => CallbackSpool.Open(_spool.Path)).Message, StringComparison.Ordinal);
        Assert.Equal("email,phone\na@example.com,1", File.ReadAllText(_spool.Path));
    }

    [Fact]
    public async Task A_full_disk_fails_the_append_and_leaves_no_trace()
    {
        FailingFile? file = null;
        using (var spool = CallbackSpool.Open(_spool.Path, () => file = new FailingFile(_spool.Path)))
        {
            await spool.AppendAsync(Post(0));
            file!.IsFull = true;
            SpoolException failure = await Assert.ThrowsAsync<SpoolException>(() => spool.AppendAsync(Post(1)));
            Assert.Contains("No space left", failure.Message, StringComparison.Ordinal);
            file.IsFull = false;
            await spool.AppendAsync(Post(2));
        }

        Assert.Equal(["m-0", "m-2"], SpoolReader.Read(_spool.Path).Select(Id));
    }

    [Fact]
    public async Task What_was_refused_after_it_was_written_is_gone_at_once()
    {
        FailingFile? file = null;
        using var spool = CallbackSpool.Open(_spool.Path, () => file = new FailingFile(_spool.Path));
        await spool.AppendAsync(Post(0));
        file!.FailsToFlush = true;

        await Assert.ThrowsAsync<SpoolException>(() => spool.AppendAsync(Post(1)));

        Assert.Equal(["m-0"], SpoolReader.Read(_spool.Path).Select(Id));
    }

    [Fact]
    public async Task A_place_that_cannot_be_noted_is_told_as_such()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device that is always full.");
        await _spool.AppendAllAsync(1);
        File.Delete(_spool.Path + ".cursor");
        File.CreateSymbolicLink(_spool.Path + ".cursor", "/dev/full");
        using var spool = CallbackSpool.Open(_spool.Path);
        await using IAsyncEnumerator<SpooledCallback> reading = spool.ReadAsync(Stop).GetAsyncEnumerator(Stop);
        Assert.True(await reading.MoveNextAsync());

        SpoolException failure = Assert.Throws<SpoolException>(() => spool.Confirm(reading.Current));

        Assert.Contains(_spool.Path, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_that_cannot_be_read_is_told_as_such()
    {
        const string path = "/proc/self/mem";
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no file of which the first byte cannot be read.");

        SpoolException failure = Assert.Throws<SpoolException>(() => SpoolReader.Read(path).ToList());

        Assert.Contains($"{path} cannot be read", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_appends_at_once_share_flushes_and_are_all_there()
    {
        FailingFile? file = null;
        using (var spool = CallbackSpool.Open(_spool.Path, () => file = new FailingFile(_spool.Path)))
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(i => spool.AppendAsync(Post(i))));
        }

        Assert.InRange(file!.Flushes, 1, 499);
        Assert.Equal(Ids(0, 500), SpoolReader.Read(_spool.Path).Select(Id));
    }

    [Fact]
    public async Task Repeats_are_marked_also_across_runs_and_never_dropped()
    {
        await _spool.AppendAllAsync(2);
        await _spool.ReadToEndAsync(10);
        await _spool.AppendAllAsync(3);
        using var spool = CallbackSpool.Open(_spool.Path);
        spool.CompleteAdding();

        var marks = new List<(string?, bool)>();
        await foreach (SpooledCallback entry in spool.ReadAsync(Stop))
        {
            marks.Add((Id(entry), entry.Callback!.IsDuplicate));
        }

        Assert.Equal([("m-0", true), ("m-1", true), ("m-2", false)], marks);
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_files()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows gives a new file its folder's rights.");
        await _spool.AppendAllAsync(1);

        foreach (string? file in new[] { _spool.Path, _spool.Path + ".cursor" })
        {
#pragma warning disable CA1416 // Skipped on Windows.
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
#pragma warning restore CA1416
        }
    }

    [Fact]
    public async Task A_reader_that_waits_is_woken_by_the_next_append()
    {
        using var spool = CallbackSpool.Open(_spool.Path);
        await using IAsyncEnumerator<SpooledCallback> reading = spool.ReadAsync(Stop).GetAsyncEnumerator(Stop);
        for (int i = 0; i < 50; i++)
        {
            ValueTask<bool> next = reading.MoveNextAsync();
            await spool.AppendAsync(Post(i));

            Assert.True(await next);
            Assert.Equal($"m-{i}", Id(reading.Current));
        }
    }

    [Fact]
    public void The_window_of_repeats_forgets_the_oldest()
    {
        var window = new DuplicateWindow(capacity: 2);
        bool IsRepeat(string id) => window.Mark(new SmSmsCallback { MessangiId = id, Status = "SENT" }).IsDuplicate;

        Assert.Equal([false, false, true, false, false], new[] { "a", "b", "a", "c", "a" }.Select(IsRepeat));
        Assert.False(window.Mark(new SmSmsCallback { MessangiId = "c", Status = "READ" }).IsDuplicate);
        Assert.False(window.Mark(new SmSmsCallback { Status = "READ" }).IsDuplicate);
        Assert.False(window.Mark(new SmSmsCallback { Status = "READ" }).IsDuplicate);
    }

    public void Dispose() => _spool.Dispose();

    private async Task<int> CountAsync()
    {
        using var spool = CallbackSpool.Open(_spool.Path);
        spool.CompleteAdding();
        return await spool.ReadAsync(Stop).CountAsync(Stop);
    }
}
