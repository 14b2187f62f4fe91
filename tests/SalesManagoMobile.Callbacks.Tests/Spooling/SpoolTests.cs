using System.Text;
using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

public sealed class SpoolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_appended_is_read_in_order_by_a_later_run()
    {
        await AppendAllAsync(10);

        Assert.Equal(Ids(0, 10), await ReadToEndAsync(10));
    }

    [Fact]
    public async Task What_was_confirmed_does_not_come_again()
    {
        await AppendAllAsync(10);
        Assert.Equal(Ids(0, 4), await ReadToEndAsync(4));

        Assert.Equal(Ids(4, 6), await ReadToEndAsync(10));
        Assert.Empty(await ReadToEndAsync(10));
        Assert.Equal(Ids(0, 10), SpoolReader.Read(_folder.Spool).Select(Id));
    }

    [Fact]
    public async Task What_was_read_and_not_confirmed_comes_again()
    {
        await AppendAllAsync(3);
        using (var spool = CallbackSpool.Open(_folder.Spool))
        {
            await using var reading = spool.ReadAsync(Stop).GetAsyncEnumerator(Stop);
            Assert.True(await reading.MoveNextAsync());
        }

        Assert.Equal(Ids(0, 3), await ReadToEndAsync(10));
    }

    [Fact]
    public async Task A_spool_in_use_is_not_opened_twice()
    {
        using var spool = CallbackSpool.Open(_folder.Spool);
        await spool.AppendAsync(Post(0));

        var refusal = Assert.Throws<SpoolException>(() => CallbackSpool.Open(_folder.Spool));

        Assert.Contains(_folder.Spool, refusal.Message, StringComparison.Ordinal);
        Assert.Single(SpoolReader.Read(_folder.Spool));
    }

    [Fact]
    public async Task A_torn_last_line_is_cut_at_any_byte_and_the_rest_stays()
    {
        await AppendAllAsync(2);
        var whole = await File.ReadAllBytesAsync(_folder.Spool, Stop);
        var second = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var length = 0; length < whole.Length; length += 7)
        {
            File.Delete(_folder.Spool + ".cursor");
            await File.WriteAllBytesAsync(_folder.Spool, whole[..length], Stop);
            var kept = length >= second ? Ids(0, 1) : [];

            Assert.Equal(kept, SpoolReader.Read(_folder.Spool).Select(Id));
            using var spool = CallbackSpool.Open(_folder.Spool);
            await spool.AppendAsync(Post(7));

            Assert.Equal([.. kept, "m-7"], SpoolReader.Read(_folder.Spool).Select(Id));
        }
    }

    [Fact]
    public async Task A_damaged_line_is_named_and_the_others_are_read()
    {
        await AppendAllAsync(3);
        var bytes = await File.ReadAllBytesAsync(_folder.Spool, Stop);
        var second = Array.IndexOf(bytes, (byte)'\n') + 1;
        bytes[second + 20] ^= 1;
        await File.WriteAllBytesAsync(_folder.Spool, bytes, Stop);

        var all = SpoolReader.Read(_folder.Spool).ToList();

        Assert.Equal(["m-0", null, "m-2"], all.Select(entry => (entry.Callback as SmSmsCallback)?.MessangiId));
        Assert.Contains($"byte {second} ", all[1].Damage, StringComparison.Ordinal);
        Assert.Equal(3, await CountAsync());
    }

    [Fact]
    public void Another_file_is_never_taken_for_a_spool()
    {
        File.WriteAllText(_folder.Spool, "email,phone\na@example.com,1");

        Assert.Contains("not a spool", Assert.Throws<SpoolException>(() => CallbackSpool.Open(_folder.Spool)).Message, StringComparison.Ordinal);
        Assert.Equal("email,phone\na@example.com,1", File.ReadAllText(_folder.Spool));
    }

    [Fact]
    public async Task A_full_disk_fails_the_append_and_leaves_no_trace()
    {
        FailingFile? file = null;
        using (var spool = CallbackSpool.Open(_folder.Spool, () => file = new FailingFile(_folder.Spool)))
        {
            await spool.AppendAsync(Post(0));
            file!.IsFull = true;
            var failure = await Assert.ThrowsAsync<SpoolException>(() => spool.AppendAsync(Post(1)));
            Assert.Contains("No space left", failure.Message, StringComparison.Ordinal);
            file.IsFull = false;
            await spool.AppendAsync(Post(2));
        }

        Assert.Equal(["m-0", "m-2"], SpoolReader.Read(_folder.Spool).Select(Id));
    }

    [Fact]
    public async Task Many_appends_at_once_share_flushes_and_are_all_there()
    {
        FailingFile? file = null;
        using (var spool = CallbackSpool.Open(_folder.Spool, () => file = new FailingFile(_folder.Spool)))
            await Task.WhenAll(Enumerable.Range(0, 500).Select(i => spool.AppendAsync(Post(i))));

        Assert.InRange(file!.Flushes, 1, 499);
        Assert.Equal(Ids(0, 500), SpoolReader.Read(_folder.Spool).Select(Id));
    }

    [Fact]
    public async Task Repeats_are_marked_also_across_runs_and_never_dropped()
    {
        await AppendAllAsync(2);
        await ReadToEndAsync(10);
        await AppendAllAsync(3);
        using var spool = CallbackSpool.Open(_folder.Spool);
        spool.CompleteAdding();

        var marks = new List<(string?, bool)>();
        await foreach (var entry in spool.ReadAsync(Stop))
            marks.Add((Id(entry), entry.Callback!.IsDuplicate));

        Assert.Equal([("m-0", true), ("m-1", true), ("m-2", false)], marks);
    }

    [Fact]
    public async Task A_file_that_was_moved_away_is_read_to_its_end_and_followed_by_a_new_one()
    {
        using (var spool = CallbackSpool.Open(_folder.Spool))
        {
            await spool.AppendAsync(Post(0));
            File.Move(_folder.Spool, _folder.Spool + ".1");
            await spool.AppendAsync(Post(1));
            spool.CompleteAdding();
            var read = new List<string?>();
            await foreach (var entry in spool.ReadAsync(Stop))
            {
                read.Add(Id(entry));
                spool.Confirm(entry);
            }

            Assert.Equal(["m-0", "m-1"], read);
        }

        Assert.Equal(["m-0"], SpoolReader.Read(_folder.Spool + ".1").Select(Id));
        Assert.Equal(["m-1"], SpoolReader.Read(_folder.Spool).Select(Id));
        Assert.Empty(await ReadToEndAsync(10));
    }

    [Fact]
    public async Task A_spool_that_was_moved_away_between_runs_starts_anew()
    {
        await AppendAllAsync(3);
        await ReadToEndAsync(10);
        File.Move(_folder.Spool, _folder.Spool + ".1");
        await AppendAllAsync(1);

        Assert.Equal(Ids(0, 1), await ReadToEndAsync(10));
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_files()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows gives a new file its folder's rights.");
        await AppendAllAsync(1);

        foreach (var file in new[] { _folder.Spool, _folder.Spool + ".cursor" })
        {
#pragma warning disable CA1416 // Skipped on Windows.
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
#pragma warning restore CA1416
        }
    }

    [Fact]
    public async Task A_reader_that_waits_is_woken_by_the_next_append()
    {
        using var spool = CallbackSpool.Open(_folder.Spool);
        await using var reading = spool.ReadAsync(Stop).GetAsyncEnumerator(Stop);
        for (var i = 0; i < 50; i++)
        {
            var next = reading.MoveNextAsync();
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

    public void Dispose() => _folder.Dispose();

    private static ReceivedPost Post(int id) => Encodings.Post(null, Encoding.UTF8.GetBytes($"TYPE=SMS&STATUS=SENT&MESSANGI_ID=m-{id}"));

    private static string? Id(SpooledCallback entry) => Assert.IsType<SmSmsCallback>(entry.Callback).MessangiId;

    private static IEnumerable<string> Ids(int start, int count) => Enumerable.Range(start, count).Select(i => $"m-{i}");

    private async Task AppendAllAsync(int count)
    {
        using var spool = CallbackSpool.Open(_folder.Spool);
        for (var i = 0; i < count; i++)
            await spool.AppendAsync(Post(i));
    }

    private async Task<List<string?>> ReadToEndAsync(int atMost)
    {
        using var spool = CallbackSpool.Open(_folder.Spool);
        spool.CompleteAdding();
        var ids = new List<string?>();
        await foreach (var entry in spool.ReadAsync(Stop))
        {
            ids.Add(Id(entry));
            spool.Confirm(entry);
            if (ids.Count == atMost)
                break;
        }

        return ids;
    }

    private async Task<int> CountAsync()
    {
        using var spool = CallbackSpool.Open(_folder.Spool);
        spool.CompleteAdding();
        return await spool.ReadAsync(Stop).CountAsync(Stop);
    }
}
