using System.Collections;
using System.Collections.Concurrent;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Asks the server, once, for what completion would like to offer, and waits for it only as long as a user does not notice.
/// A slower answer serves the next Tab.
/// </summary>
internal sealed class LookUp
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<string, Lazy<Task>> _asked = new(StringComparer.Ordinal);

    /// <summary>Asks for the pushes of the application that is being talked about.</summary>
    public static void ForPushes(SmSession session, IDictionary boundParameters)
    {
        if ((boundParameters["ApplicationId"] as string ?? session.ApplicationId) is not { Length: > 0 } application)
        {
            return;
        }

        session.LookUp.AskOnce($"pushes of {application}", async () =>
        {
            foreach (SmPush push in await session.Client.ListPushesAsync(application, CancellationToken.None).ConfigureAwait(false))
            {
                session.Seen.Push(push);
            }
        });
    }

    /// <param name="key">What is asked: the same key is asked once, unless that failed.</param>
    /// <param name="ask">Asks, and keeps the answer where completion finds it.</param>
    private void AskOnce(string key, Func<Task> ask)
    {
        Task answer = _asked.GetOrAdd(key, _ => new Lazy<Task>(() => Task.Run(ask))).Value;
        if (Task.WhenAny(answer, Task.Delay(Patience)).GetAwaiter().GetResult() == answer && answer.IsFaulted)
        {
            // A completer has nowhere to report to; the cmdlet itself will say what is wrong.
            _asked.TryRemove(key, out _);
        }
    }
}
