using System.Globalization;
using System.Text.Json;
using SalesManagoMobile.Benchmarks.Contenders;
using SalesManagoMobile.Benchmarks.Server;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

switch (args)
{
    case ["serve"]:
        return await FastServer.RunAsync(stop.Token);
    case ["raw", var server, var count, var throttle]:
        Console.WriteLine(JsonSerializer.Serialize(await RawHttpClientLoop.RunAsync(
            new Uri(server), int.Parse(count, CultureInfo.InvariantCulture), int.Parse(throttle, CultureInfo.InvariantCulture), stop.Token)));
        return 0;
    default:
        Console.Error.WriteLine("serve | raw <server> <count> <throttle>");
        return 2;
}
