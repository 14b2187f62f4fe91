using System.Text;
using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

/// <summary>A spool's path in a folder of its own, and runs of a receiver over it.</summary>
internal sealed class TestSpool : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder["callbacks.spool"];

    public static ReceivedPost Post(int id) => Encodings.Post(null, Encoding.UTF8.GetBytes($"TYPE=SMS&STATUS=SENT&MESSANGI_ID=m-{id}"));

    public static string? Id(SpooledCallback entry) => Assert.IsType<SmSmsCallback>(entry.Callback).MessangiId;

    public static IEnumerable<string> Ids(int start, int count) => Enumerable.Range(start, count).Select(i => $"m-{i}");

    public async Task AppendAllAsync(int count)
    {
        using var spool = CallbackSpool.Open(Path);
        for (int i = 0; i < count; i++)
        {
            await spool.AppendAsync(Post(i));
        }
    }

    /// <summary>Reads and confirms what is there, up to so many.</summary>
    public async Task<List<string?>> ReadToEndAsync(int atMost)
    {
        using var spool = CallbackSpool.Open(Path);
        spool.CompleteAdding();
        var ids = new List<string?>();
        await foreach (SpooledCallback entry in spool.ReadAsync(TestContext.Current.CancellationToken))
        {
            ids.Add(Id(entry));
            spool.Confirm(entry);
            if (ids.Count == atMost)
            {
                break;
            }
        }

        return ids;
    }

    public void Dispose() => _folder.Dispose();
}
