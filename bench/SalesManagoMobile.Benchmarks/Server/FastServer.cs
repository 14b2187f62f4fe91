using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SalesManagoMobile.Benchmarks.Server;

/// <summary>
/// One target for every contender: answers as the API does and does as little as it can, so that what is measured is the client.
/// It keeps nothing but the export files that it has made; how much there is to list or export stands in the request itself.
/// </summary>
internal static class FastServer
{
    private static readonly ConcurrentDictionary<int, Lazy<Task<byte[]>>> Exports = new();
    private static byte[] _accepted = """{"success":true,"message":[]}"""u8.ToArray();
    private static readonly byte[] Pushes =
        """
        {"success":true,"message":[],
        "notifications":[{"name":"Bench","id":"00000000-0000-4000-8000-000000000001","title":"t","content":"c"}]}
        """u8.ToArray();

    /// <summary>
    /// Serves until cancelled or until its input ends, as it does when its starter dies; writes its address as the first line of the
    /// output.
    /// </summary>
    /// <param name="latency">How long every request waits, as on a network; zero answers at once.</param>
    /// <param name="megabytes">The length of the message of each response to a send; 0 leaves it empty.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(TimeSpan latency, int megabytes, CancellationToken cancellationToken)
    {
        if (megabytes > 0)
        {
            _accepted = Encoding.ASCII.GetBytes($$"""{"success":true,"message":["{{new string('x', megabytes * 1_000_000)}}"]}""");
        }

        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(static options => options.AddServerHeader = false);
        builder.Logging.ClearProviders();
        await using WebApplication app = builder.Build();
        if (latency > TimeSpan.Zero)
        {
            app.Use(async (context, next) =>
            {
                await Task.Delay(latency, context.RequestAborted);
                await next(context);
            });
        }

        app.Run(AnswerAsync);
        await app.StartAsync(cancellationToken);
        IServerAddressesFeature addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Console.WriteLine(addresses.Addresses.First());
        await Task.WhenAny(Console.In.ReadToEndAsync(CancellationToken.None), Task.Delay(Timeout.Infinite, cancellationToken));
        await app.StopAsync(CancellationToken.None);
        return 0;
    }

    private static Task AnswerAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/api/v2/push/history" => AnswerHistoryAsync(context),
        "/api/job/status" => AnswerJobAsync(context),
        "/api/mobile/push/list" => AnswerFixedAsync(context, Pushes),
        { } path when path.StartsWith("/export/", StringComparison.Ordinal) => AnswerExportAsync(context, path),
        _ => AnswerFixedAsync(context, _accepted),
    };

    private static async Task AnswerFixedAsync(HttpContext context, byte[] body)
    {
        await DrainAsync(context);
        SetJson(context, body.Length);
        await context.Response.BodyWriter.WriteAsync(body);
    }

    private static async Task AnswerHistoryAsync(HttpContext context)
    {
        using JsonDocument request = await JsonDocument.ParseAsync(context.Request.Body);
        byte[] page = HistoryPage.Answer(request.RootElement);
        SetJson(context, page.Length);
        await context.Response.BodyWriter.WriteAsync(page);
    }

    /// <summary>Every job is done at once; its file has as many rows as the job's number says.</summary>
    private static async Task AnswerJobAsync(HttpContext context)
    {
        using JsonDocument request = await JsonDocument.ParseAsync(context.Request.Body);
        string address = $"http://{context.Request.Host}/export/{request.RootElement.GetProperty("jobId").GetInt64()}.csv";
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new { success = true, message = "Export done", fileUrl = address });
        SetJson(context, body.Length);
        await context.Response.BodyWriter.WriteAsync(body);
    }

    private static async Task AnswerExportAsync(HttpContext context, string path)
    {
        byte[] file = await Exports.GetOrAdd(Data.ExportFile.RowsOf(path), rows => new Lazy<Task<byte[]>>(() => MakeExportAsync(rows))).Value;
        context.Response.ContentType = "text/csv";
        context.Response.ContentLength = file.Length;
        await context.Response.Body.WriteAsync(file, context.RequestAborted);
    }

    /// <summary>Making a file takes longer than sending it: it is made for the first who asks, which is a contender that warms up.</summary>
    private static async Task<byte[]> MakeExportAsync(int rows)
    {
        using var file = new MemoryStream();
        await Data.ExportFile.WriteAsync(file, rows, CancellationToken.None);
        return file.ToArray();
    }

    private static async Task DrainAsync(HttpContext context)
    {
        while (await context.Request.BodyReader.ReadAsync() is var read)
        {
            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    private static void SetJson(HttpContext context, long length)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = length;
    }
}
