using System.Diagnostics;
using System.Globalization;
using System.Text;
using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile.Drills;

/// <summary>The documented texts for nginx and caddy, run by these programs in front of a receiver.</summary>
internal sealed class ProxyDrill : IDrill
{
    public string Name => "proxies";

    public string Promise =>
        "Behind nginx and caddy with the documented texts callbacks arrive from the caller's address, other paths are refused, nothing is "
            + "redirected, and a token in the Authorization header is in no log.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        (string Name, Func<int, int, string, (string File, string[] Arguments)> Configure)[] known = [("nginx", Nginx), ("caddy", Caddy)];
        (string Name, Func<int, int, string, (string File, string[] Arguments)> Configure)[] installed =
            [.. known.Where(static proxy => Programs.Find(proxy.Name) is not null)];
        if (installed.Length == 0)
        {
            return DrillReport.Skipped("needs nginx or caddy");
        }

        var report = new DrillReport();
        foreach ((string name, Func<int, int, string, (string File, string[] Arguments)> configure) in installed)
        {
            string folder = Directory.CreateDirectory(settings.PathOf(name)).FullName;
            await RunAsync(name, folder, configure, report, cancellationToken);
        }

        return report;
    }

    private static (string File, string[] Arguments) Nginx(int port, int receiver, string folder)
    {
        string text = Adapt(DocumentedText.BlockWith("location = /callbacks {"), receiver);
        string file = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(file, $$"""
            daemon off; pid {{folder}}/nginx.pid; error_log {{folder}}/error.log; events { }
            http {
                access_log {{folder}}/access.log; client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
                server { listen 127.0.0.1:{{port}};
            {{text}} }
            }
            """);
        return (file, ["-p", folder, "-e", Path.Combine(folder, "error.log"), "-c", file]);
    }

    private static (string File, string[] Arguments) Caddy(int port, int receiver, string folder)
    {
        string text = Adapt(DocumentedText.BlockWith("callbacks.example.com {"), receiver)
            .Replace("callbacks.example.com", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"), StringComparison.Ordinal);
        string file = Path.Combine(folder, "Caddyfile");
        File.WriteAllText(file, "{\n    admin off\n    auto_https off\n}\n" + text);
        return (file, ["run", "--config", file, "--adapter", "caddyfile"]);
    }

    private static string Adapt(string text, int receiver) =>
        text.Replace("127.0.0.1:8080", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{receiver}"), StringComparison.Ordinal);

    private static async Task RunAsync(
        string name,
        string folder,
        Func<int, int, string, (string File, string[] Arguments)> configure,
        DrillReport report,
        CancellationToken cancellationToken)
    {
        using var spool = CallbackSpool.Open(Path.Combine(folder, "proxied.spool"));
        var options = new ReceiverOptions
        {
            Prefix = ListenPrefix.Parse("http://127.0.0.1:0/callbacks/"),
            Token = new CallbackToken(ReceiverProcess.Token),
            TrustedProxies = [AddressRange.Parse("127.0.0.1")],
        };
        var receiver = CallbackReceiver.Start(options, spool.AppendAsync);
        int port = Receivers.FreePort();
        using Process proxy = Programs.Start(Programs.Find(name)!, configure(port, receiver.Prefix.Port, folder).Arguments);
        Task<string> output = proxy.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> errors = proxy.StandardError.ReadToEndAsync(cancellationToken);
        var statuses = new List<int>();
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
            await WaitAsync(http, port, cancellationToken);
            foreach (string path in new[] { "/callbacks/", "/callbacks", "/", "/other/" })
            {
                statuses.Add(await PostAsync(http, port, path, ReceiverProcess.Token, cancellationToken));
            }

            statuses.Add(await PostAsync(http, port, "/callbacks/" + ReceiverProcess.Token, null, cancellationToken));
            await SendMalformedAsync(port, cancellationToken);
            await receiver.StopAsync();
            statuses.Add(await PostAsync(http, port, "/callbacks/", ReceiverProcess.Token, cancellationToken));
        }
        finally
        {
            proxy.Kill(entireProcessTree: true);
            await proxy.WaitForExitAsync(CancellationToken.None);
        }

        string logs = await output + await errors + string.Concat(Directory.GetFiles(folder, "*.log").Select(File.ReadAllText));
        string[] sources = [.. SpoolReader.Read(spool.Path).Select(static entry => entry.Post!.SourceAddress!)];
        report.Add(name, string.Join(" ", statuses))
            .Expect(statuses is [200, 404, 403 or 404, 403 or 404, 200, 502], $"{name} answered {string.Join(" ", statuses)}")
            .Expect(sources is ["127.0.0.1", "127.0.0.1"], $"{name}: {sources.Length} callbacks arrived")
            .Expect(
                !logs.Contains(ReceiverProcess.Token, StringComparison.Ordinal)
                    && !logs.Contains(Basic(ReceiverProcess.Token)["Basic ".Length..], StringComparison.Ordinal),
                $"{name} wrote the token into a log");
    }

    private static string Basic(string token) => "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("callbacks:" + token));

    private static async Task<int> PostAsync(HttpClient http, int port, string path, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}{path}"));
        request.Content = new StringContent("TYPE=SMS&STATUS=SENT", Encoding.UTF8, "application/x-www-form-urlencoded");
        if (token is not null)
        {
            request.Headers.Add("Authorization", Basic(token));
        }

        using HttpResponseMessage answer = await http.SendAsync(request, cancellationToken);
        return (int)answer.StatusCode;
    }

    /// <summary>A request that no proxy forwards, with the token in a header.</summary>
    private static async Task SendMalformedAsync(int port, CancellationToken cancellationToken)
    {
        using RawClient client = await RawClient.ConnectAsync(port, cancellationToken);
        await client.SendAsync(
            $"POST /callbacks/ HTTP/1.1\r\nAuthorization: {Basic(ReceiverProcess.Token)}\r\nContent-Length: x\r\n\r\n",
            cancellationToken);
        await client.ReadAnswerAsync(cancellationToken);
    }

    private static async Task WaitAsync(HttpClient http, int port, CancellationToken cancellationToken)
    {
        for (int tries = 0; tries < 200; tries++)
        {
            try
            {
                using HttpResponseMessage _ = await http.GetAsync(
                    new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")), cancellationToken);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, cancellationToken);
            }
        }
    }
}
