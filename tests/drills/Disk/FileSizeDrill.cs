using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile.Drills;

/// <summary>The system limits how large a file of the receiver's process may become: a write beyond that raises a signal that kills.</summary>
internal sealed class FileSizeDrill : IDrill
{
    /// <summary>256 KiB. The runtime itself keeps code in a large file in memory, unless it is told not to.</summary>
    private const string Limits = "export DOTNET_EnableWriteXorExecute=0; ulimit -f 512";

    public string Name => "file-size-limit";

    public string Promise => "A receiver whose spool reaches the file size limit answers 503, lives, and loses nothing; a new file goes on.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            return DrillReport.Skipped("needs a system with a file size limit");
        }

        string spool = settings.PathOf("limited.spool");
        int port = Receivers.FreePort();
        using ChildProcess receiver = Receivers.Library(port, spool, settings.PathOf("notes.txt"), Limits);
        await Receivers.WaitUntilUpAsync(port, receiver, cancellationToken);
        using var http = new HttpClient();
        var answers = new List<int>();
        async Task PostAsync(int count)
        {
            for (int i = 0; i < count; i++)
            {
                using var body = new FormUrlEncodedContent(
                    [new("TYPE", "SMS"), new("MESSANGI_ID", $"m-{answers.Count}"), new("MESSAGE_BODY", new string('x', 20_000))]);
                using HttpResponseMessage answer = await http.PostAsync(Receivers.Url(port), body, cancellationToken);
                answers.Add((int)answer.StatusCode);
            }
        }

        await PostAsync(40);
        File.Move(spool, spool + ".1");
        await PostAsync(3);
        bool lives = !receiver.HasExited;
        await receiver.KillAsync(cancellationToken);

        int kept = SpoolReader.Read(spool + ".1").Concat(SpoolReader.Read(spool)).Count(static entry => entry.Post is not null);
        int accepted = answers.Count(static status => status == 200), refused = answers.Count(static status => status == 503);
        return new DrillReport()
            .Count("answered 200", accepted).Count("answered 503", refused).Count("in the spool", kept)
            .Expect(lives, "the process was killed")
            .Expect(accepted + refused == answers.Count && accepted > 3 && refused > 0, $"it answered {string.Join(" ", answers)}")
            .Expect(answers[^3..].All(static status => status == 200), "the new file did not go on")
            .Expect(kept == accepted, "the spool holds other than what was answered 200");
    }
}
