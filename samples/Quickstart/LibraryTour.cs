using System.Globalization;
using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Quickstart;

/// <summary>The main job through the client library: what <c>quickstart.ps1</c> does with cmdlets.</summary>
internal sealed class LibraryTour(TextWriter output, string contactsPath, string reportPath)
{
    private readonly SandboxAccount _account = new();
    private readonly List<SmConversationStats> _stats = [];
    private readonly ReportData _report = new(TimeZoneInfo.Local);
    private int _step;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using HttpMessageHandler network = _account.CreateHandler();
        using var client = new SmClient(new SmClientOptions
        {
            Endpoint = new Uri("https://sandbox.salesmanago.com"),
            Credential = SmCredential.Create(SandboxAccount.ClientId, SandboxAccount.ApiSecret),
            MobileCredential = SmCredential.Create(SandboxAccount.MobileClientId, SandboxAccount.MobileApiSecret),
            Handler = network,
        });
        IReadOnlyList<Customer> customers = Customer.Read(contactsPath);
        SmPush push = (await client.ListPushesAsync(SandboxAccount.ApplicationId, cancellationToken)).First(static push => push.Name == "Win-back discount");

        await SendAsync(client, customers, push.Id!, cancellationToken);
        _account.Advance(TimeSpan.FromHours(6));
        await ReadAsync(client, customers, push.Id!, cancellationToken);
        WriteReport();
        WriteTable();
    }

    private async Task SendAsync(SmClient client, IReadOnlyList<Customer> customers, string pushId, CancellationToken cancellationToken)
    {
        var sender = new BulkSender(client, new BulkOptions());
        Tell("contacts transferred from contacts.csv", Accepted(
            await ListAsync(sender.CreateContactsAsync(StreamOf(customers.Select(static one => one.ToContact())), cancellationToken)), static one => one.Result.Status));
        Tell("pushes sent, one to each, with their own discount", Accepted(
            await ListAsync(sender.SendPushesAsync(StreamOf(customers.Select(one => one.ToPush(pushId))), cancellationToken)), static one => one.Result.Status));
        var batch = new BatchRequest
        {
            Content = new ExistingPush(pushId),
            ApplicationId = SandboxAccount.ApplicationId,
            Addressees = [new Addressee(AddresseeType.Tag, "VIP")],
        };
        Tell("batch sent to everyone tagged VIP", Accepted(
            await ListAsync(sender.SendBatchesAsync(StreamOf([batch]), cancellationToken)), static one => one.Result.Status));
    }

    private async Task ReadAsync(SmClient client, IReadOnlyList<Customer> customers, string pushId, CancellationToken cancellationToken)
    {
        IReadOnlyList<SmPushHistoryEntry> history = await client.GetHistoryPageAsync(new HistoryRequest { Email = customers[0].Email, Extended = true }, cancellationToken);
        Tell($"push in the history of {customers[0].Email}", history.Count);

        IReadOnlyList<SmConversation> conversations = await client.ListConversationsAsync(pushId, cancellationToken);
        foreach (SmConversation conversation in conversations)
        {
            _stats.AddRange(await client.GetStatisticsAsync(conversation.ConversationId!.Value, cancellationToken));
        }

        Tell($"rows of statistics of {conversations.Count} conversations", _stats.Count);
        _stats.ForEach(_report.Add);
        await ReadExportAsync(client, pushId, cancellationToken);
    }

    private async Task ReadExportAsync(SmClient client, string pushId, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _account.UtcNow;
        SmJob job = await client.ExportPushAsync(pushId, now.AddDays(-14), now, cancellationToken);
        while (job.Status == SmJobStatus.Running)
        {
            job = await client.GetJobAsync(job.JobId, cancellationToken);
        }

        using HttpResponseMessage file = await client.GetFileAsync(job.FileUrl!, 0, cancellationToken);
        await using Stream content = await file.Content.ReadAsStreamAsync(cancellationToken);
        foreach (SmDeliveryRecord record in DeliveryReader.Read(content, "export", static row => throw row, cancellationToken))
        {
            _report.Add(record);
        }

        Tell($"delivery records read from export job {job.JobId}", _report.Records);
    }

    private void WriteReport()
    {
        using (var page = new StreamWriter(reportPath))
        {
            new ReportPage(_report, "Win-back discount", DateTimeOffset.Now).Write(page);
        }

        Tell($"report: {reportPath}", 1);
    }

    private void WriteTable()
    {
        output.WriteLine();
        output.WriteLine($"{"Conversation",-44} {"Platform",-8} {"Sent",5} {"Displayed",10} {"Clicked",8} {"Rate",7}");
        foreach (SmConversationStats row in _stats.OrderByDescending(static row => row.ClickRate))
        {
            string rate = row.ClickRate?.ToString("P1", CultureInfo.InvariantCulture) ?? "–";
            output.WriteLine($"{row.Name,-44} {row.Platform,-8} {row.Sent,5} {row.Displayed,10} {row.Clicked,8} {rate,7}");
        }
    }

    private void Tell(string what, long count) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {++_step}  {count,4}  {what}"));

    private static int Accepted<T>(List<T> outcomes, Func<T, SmSendStatus> status) =>
        outcomes.All(one => status(one) == SmSendStatus.Accepted) ? outcomes.Count : throw new InvalidOperationException("The sandbox refused a request.");

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> stream)
    {
        List<T> list = [];
        await foreach (T item in stream)
        {
            list.Add(item);
        }

        return list;
    }

    private static async IAsyncEnumerable<T> StreamOf<T>(IEnumerable<T> items)
    {
        foreach (T item in items)
        {
            yield return item;
        }

        await Task.CompletedTask;
    }
}
