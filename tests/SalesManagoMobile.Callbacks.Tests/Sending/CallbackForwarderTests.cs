using System.Net;
using System.Text;
using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

public sealed class CallbackForwarderTests : IDisposable
{
    private static readonly Uri Url = new("http://localhost:9/hooks/secret-token");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly TestSpool _files = new();
    private readonly TestClock _clock = new();
    private readonly List<ForwardAttempt> _attempts = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_callback_goes_on_as_it_came_and_in_order()
    {
        var target = new ForwardTarget(_clock);
        using var spool = CallbackSpool.Open(_files.Path);
        using CallbackForwarder forwarder = Forward(spool, target);
        await spool.AppendAsync(Post(1) with { ContentType = "text/x-odd; a=b" });
        await spool.AppendAsync(Post(2));
        await RunToEndAsync(spool, forwarder);

        Assert.Equal([Body(1), Body(2)], target.Taken);
        Assert.Equal("text/x-odd; a=b", target.Posts[0].ContentType);
        Assert.All(_attempts, attempt => Assert.DoesNotContain("secret", attempt.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_target_that_answers_500_for_ten_minutes_gets_everything_in_order_afterwards()
    {
        var target = new ForwardTarget(_clock)
        {
            Answer = () => _clock.Elapsed < TimeSpan.FromMinutes(10) ? HttpStatusCode.InternalServerError : HttpStatusCode.NoContent,
        };
        var other = new ForwardTarget(_clock);
        using var spool = CallbackSpool.Open(_files.Path);
        using CallbackForwarder forwarder = Forward(spool, target), second = Forward(spool, other, new Uri("http://localhost:9/other"));
        await AppendAsync(spool, 1, 2, 3);
        spool.CompleteAdding();

        await second.RunAsync(Stop);
        Assert.Equal((3, TimeSpan.Zero), (other.Taken.Count, _clock.Elapsed));
        await RunAsync(forwarder);

        Assert.Equal([Body(1), Body(2), Body(3)], target.Taken);
        IEnumerable<double> pauses = target.Posts.Zip(target.Posts.Skip(1), (one, next) => (next.At - one.At).TotalSeconds);
        IReadOnlyList<double> failed = [.. pauses.Take(target.Posts.Count - 3)];
        Assert.All(failed.Zip([1.0, 2, 4, 8, 16, 30, 30]), pause => Assert.InRange(pause.First, pause.Second / 2, pause.Second));
        Assert.All(failed, pause => Assert.InRange(pause, 0.5, 30));
        Assert.InRange(target.Posts.Count, 20, 60);
    }

    [Fact]
    public async Task After_a_success_the_pauses_are_short_again()
    {
        var target = new ForwardTarget(_clock);
        target.Answer = () => target.Posts.Count is <= 5 or 7 ? HttpStatusCode.BadGateway : HttpStatusCode.OK;
        using var spool = CallbackSpool.Open(_files.Path);
        using CallbackForwarder forwarder = Forward(spool, target);
        await AppendAsync(spool, 1, 2);
        await RunToEndAsync(spool, forwarder);

        Assert.InRange((target.Posts[7].At - target.Posts[6].At).TotalSeconds, 0.5, 1);
        Assert.Equal([1, 2, 3, 4, 5, 5, 1, 1], _attempts.Select(attempt => attempt.FailuresInARow));
    }

    [Fact]
    public async Task Every_answer_but_a_success_is_tried_again()
    {
        HttpStatusCode[] answers = [HttpStatusCode.Found, HttpStatusCode.BadRequest, HttpStatusCode.Gone, HttpStatusCode.Accepted];
        var target = new ForwardTarget(_clock);
        target.Answer = () => answers[target.Posts.Count - 1];
        target.IsDown = () => false;
        using var spool = CallbackSpool.Open(_files.Path);
        using CallbackForwarder forwarder = Forward(spool, target);
        await AppendAsync(spool, 1);
        await RunToEndAsync(spool, forwarder);

        Assert.Equal((4, 1), (target.Posts.Count, target.Taken.Count));
    }

    [Fact]
    public async Task The_next_run_goes_on_where_each_target_was()
    {
        var slow = new ForwardTarget(_clock);
        var down = new ForwardTarget(_clock) { IsDown = () => true };
        slow.Answer = () => slow.Taken.Count < 2 ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable;
        var other = new Uri("http://localhost:9/other");
        using (var spool = CallbackSpool.Open(_files.Path))
        {
            using CallbackForwarder first = Forward(spool, slow), second = Forward(spool, down, other);
            await AppendAsync(spool, 1, 2, 3);
            first.Finish();
            second.Finish();
            await first.RunAsync(Stop);
            await second.RunAsync(Stop);
        }

        slow = new ForwardTarget(_clock);
        down = new ForwardTarget(_clock);
        using var again = CallbackSpool.Open(_files.Path);
        using CallbackForwarder third = Forward(again, slow), fourth = Forward(again, down, other);
        again.CompleteAdding();
        await third.RunAsync(Stop);
        await fourth.RunAsync(Stop);

        Assert.Equal([Body(3)], slow.Taken);
        Assert.Equal([Body(1), Body(2), Body(3)], down.Taken);
    }

    [Fact]
    public async Task A_new_target_begins_where_the_pipeline_is()
    {
        using (var spool = CallbackSpool.Open(_files.Path))
        {
            await AppendAsync(spool, 1, 2);
        }

        await _files.ReadToEndAsync(atMost: 1);
        var target = new ForwardTarget(_clock);
        using var again = CallbackSpool.Open(_files.Path);
        using CallbackForwarder forwarder = Forward(again, target);
        await RunToEndAsync(again, forwarder);

        Assert.Equal([Body(2)], target.Taken);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Files_that_were_moved_away_while_a_target_was_down_are_forwarded_by_a_later_run(int takenBefore)
    {
        var target = new ForwardTarget(_clock);
        target.Answer = () => target.Taken.Count < takenBefore ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable;
        using (var spool = CallbackSpool.Open(_files.Path))
        {
            using CallbackForwarder first = Forward(spool, target);
            await AppendAsync(spool, 1, 2);
            File.Move(_files.Path, _files.Path + ".1");
            await AppendAsync(spool, 3, 4);
            File.Move(_files.Path + ".1", _files.Path + ".2");
            File.Move(_files.Path, _files.Path + ".1");
            await AppendAsync(spool, 5);
            first.Finish();
            await first.RunAsync(Stop);
        }

        target.Answer = () => HttpStatusCode.OK;
        using var again = CallbackSpool.Open(_files.Path);
        using CallbackForwarder forwarder = Forward(again, target);
        await RunToEndAsync(again, forwarder);

        Assert.Equal(Enumerable.Range(1, 5).Select(Body), target.Taken);
        Assert.False(forwarder.LostPlace);
    }

    [Fact]
    public async Task What_was_there_before_the_target_survives_a_rotation_while_it_is_down()
    {
        var target = new ForwardTarget(_clock) { IsDown = () => true };
        using (var spool = CallbackSpool.Open(_files.Path))
        {
            await AppendAsync(spool, 1, 2);
        }

        File.Delete(_files.Path + ".cursor");
        using (var spool = CallbackSpool.Open(_files.Path))
        {
            using CallbackForwarder first = Forward(spool, target);
            File.Move(_files.Path, _files.Path + ".1");
            await AppendAsync(spool, 3);
            first.Finish();
            await first.RunAsync(Stop);
        }

        target.IsDown = () => false;
        using var again = CallbackSpool.Open(_files.Path);
        using CallbackForwarder forwarder = Forward(again, target);
        await RunToEndAsync(again, forwarder);

        Assert.Equal([Body(1), Body(2), Body(3)], target.Taken);
    }

    [Fact]
    public async Task What_a_moved_file_and_the_spool_both_have_is_forwarded_once()
    {
        var target = new ForwardTarget(_clock);
        target.Answer = () => target.Taken.Count < 1 ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable;
        using (var spool = CallbackSpool.Open(_files.Path))
        {
            using CallbackForwarder first = Forward(spool, target);
            await AppendAsync(spool, 1, 2);
            first.Finish();
            await first.RunAsync(Stop);
        }

        File.Move(_files.Path, _files.Path + ".1");
        await File.WriteAllTextAsync(_files.Path, (await File.ReadAllLinesAsync(_files.Path + ".1", Stop))[1] + "\n", Stop);
        target.Answer = () => HttpStatusCode.OK;
        using var again = CallbackSpool.Open(_files.Path);
        using CallbackForwarder forwarder = Forward(again, target);
        await AppendAsync(again, 3);
        await RunToEndAsync(again, forwarder);

        Assert.Equal([Body(1), Body(2), Body(3)], target.Taken);
    }

    [Fact]
    public async Task A_target_whose_file_is_gone_says_so()
    {
        var target = new ForwardTarget(_clock);
        using (var spool = CallbackSpool.Open(_files.Path))
        {
            using CallbackForwarder first = Forward(spool, target);
            await AppendAsync(spool, 1);
            await RunToEndAsync(spool, first);
        }

        File.Delete(_files.Path);
        using var again = CallbackSpool.Open(_files.Path);
        using CallbackForwarder forwarder = Forward(again, target);

        Assert.True(forwarder.LostPlace);
    }

    [Fact]
    public async Task What_was_forwarded_is_read_from_the_spool_for_each_target()
    {
        var target = new ForwardTarget(_clock);
        var down = new ForwardTarget(_clock) { IsDown = () => true };
        using var spool = CallbackSpool.Open(_files.Path);
        using CallbackForwarder first = Forward(spool, target), second = Forward(spool, down, new Uri("https://example.com/x"));
        await AppendAsync(spool, 1);
        spool.CompleteAdding();
        second.Finish();
        await first.RunAsync(Stop);
        await second.RunAsync(Stop);

        Assert.Equal("http://localhost:9/hooks/***", SpoolReader.Read(_files.Path).Single().Callback?.ForwardedTo);
        Assert.Equal("http://localhost:9/hooks/***", (await spool.ReadAsync(Stop).SingleAsync(Stop)).Callback?.ForwardedTo);
        down.IsDown = () => false;
        await second.RunAsync(Stop);
        Assert.Equal(
            "http://localhost:9/hooks/***, https://example.com/***", SpoolReader.Read(_files.Path).Single().Callback?.ForwardedTo);
    }

    [Fact]
    public async Task One_target_is_not_forwarded_to_twice_at_once()
    {
        using var spool = CallbackSpool.Open(_files.Path);
        using CallbackForwarder first = Forward(spool, new ForwardTarget(_clock));

        Assert.Throws<SpoolException>(() => Forward(spool, new ForwardTarget(_clock)));
        await spool.AppendAsync(Post(1));
    }

    public void Dispose() => _files.Dispose();

    private static ReceivedPost Post(int id) => new()
    {
        ReceivedAt = DateTimeOffset.UtcNow.AddSeconds(id),
        ContentType = "application/x-www-form-urlencoded",
        Body = Encoding.UTF8.GetBytes(Body(id)),
    };

    private static string Body(int id) => $"TYPE=SMS&STATUS=SENT&MESSANGI_ID=m-{id}";

    private static async Task AppendAsync(CallbackSpool spool, params int[] ids)
    {
        foreach (int id in ids)
        {
            await spool.AppendAsync(Post(id));
        }
    }

    private CallbackForwarder Forward(CallbackSpool spool, HttpMessageHandler target, Uri? url = null) =>
        new(spool, url ?? Url, _clock, target) { OnAttempt = _attempts.Add };

    private Task<bool> RunToEndAsync(CallbackSpool spool, CallbackForwarder forwarder)
    {
        spool.CompleteAdding();
        return RunAsync(forwarder);
    }

    private Task<bool> RunAsync(CallbackForwarder forwarder) => _clock.RunAsync(WithResult(forwarder.RunAsync(Stop)), Patience);

    private static async Task<bool> WithResult(Task work)
    {
        await work;
        return true;
    }
}
