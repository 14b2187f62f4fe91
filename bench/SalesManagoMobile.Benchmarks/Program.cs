using System.Globalization;
using System.Text.Json;
using SalesManagoMobile.Benchmarks;
using SalesManagoMobile.Benchmarks.Contenders;
using SalesManagoMobile.Benchmarks.Run;
using SalesManagoMobile.Benchmarks.Server;

// dotnet run -c Release --project bench/SalesManagoMobile.Benchmarks -- [--quick] [sections] | docs
// Without sections the claims are measured. The pages that show figures are written at the end.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Report(Measurement measurement)
{
    Console.WriteLine(JsonSerializer.Serialize(measurement));
    return 0;
}

return args switch
{
    // What the benchmarks start in processes of their own.
    ["serve", var milliseconds, var megabytes] =>
        await FastServer.RunAsync(TimeSpan.FromMilliseconds(Number(milliseconds)), Number(megabytes), stop.Token),
    ["raw", var server, var count, var throttle, var repeat] =>
        Report(await RawHttpClientLoop.RunAsync(new Uri(server), Number(count), Number(throttle), Number(repeat), stop.Token)),
    ["layer", var layer, var server, var count, var throttle, var journal, var repeat] =>
        Report(await ClientLayers.RunAsync(layer, new Uri(server), Number(count), Number(throttle), journal, Number(repeat), stop.Token)),
    ["receive", var kind, var count, var folder] => Report(await CallbackListeners.RunAsync(kind, Number(count), folder, stop.Token)),
    ["read", var kind, var file, var rows, var repeat] =>
        Report(await ExportReaders.RunAsync(kind, file, Number(rows), Number(repeat), stop.Token)),
    _ => await Benchmarks.RunAsync(args, stop.Token),
};
