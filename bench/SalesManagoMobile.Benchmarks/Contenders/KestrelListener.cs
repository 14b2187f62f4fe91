using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SalesManagoMobile.Benchmarks.Contenders;

/// <summary>
/// What a C# developer would write with ASP.NET: the body into a queue, one writer that appends all that wait and flushes them to the
/// device together, then 200. No token, no limits, no checksums.
/// </summary>
internal sealed class KestrelListener : IAsyncDisposable
{
    private readonly Channel<Entry> _entries = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly FileStream _file;
    private readonly Task _writing;
    private readonly WebApplication _app;

    private KestrelListener(WebApplication app, string file)
    {
        (_app, _file) = (app, new FileStream(file, FileMode.CreateNew));
        _writing = Task.Run(WriteAsync);
    }

    public int Port => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    public static async Task<KestrelListener> StartAsync(string file, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(static options => options.AddServerHeader = false);
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        var listener = new KestrelListener(app, file);
        app.Run(listener.KeepAsync);
        await app.StartAsync(cancellationToken);
        return listener;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _entries.Writer.Complete();
        await _writing;
        await _file.DisposeAsync();
    }

    private async Task KeepAsync(HttpContext context)
    {
        byte[] body = new byte[(int)context.Request.ContentLength!];
        await context.Request.Body.ReadExactlyAsync(body);
        var entry = new Entry(body, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _entries.Writer.TryWrite(entry);
        await entry.Kept.Task;
        context.Response.ContentLength = 0;
    }

    private async Task WriteAsync()
    {
        var together = new List<Entry>();
        while (await _entries.Reader.WaitToReadAsync())
        {
            while (_entries.Reader.TryRead(out Entry? entry))
            {
                _file.Write(entry.Body);
                _file.WriteByte((byte)'\n');
                together.Add(entry);
            }

            _file.Flush(flushToDisk: true);
            together.ForEach(static entry => entry.Kept.SetResult());
            together.Clear();
        }
    }

    private sealed record Entry(byte[] Body, TaskCompletionSource Kept);
}
