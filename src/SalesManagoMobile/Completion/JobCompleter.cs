using System.Collections;
using System.Globalization;

namespace SalesManagoMobile;

/// <summary>Completes the ids of the export jobs that the session has seen.</summary>
public sealed class JobCompleter : SmCompleter
{
    private protected override IEnumerable<KeyValuePair<string, string>> Offer(SmSession? session, IDictionary boundParameters) =>
        from job in session?.Seen.Jobs ?? []
        let what = job.ConversationId is { } id ? string.Create(CultureInfo.InvariantCulture, $"conversation {id}") : $"push {job.PushId}"
        select KeyValuePair.Create(
            job.JobId.ToString(CultureInfo.InvariantCulture), $"{job.Status}, {what}, started {ViewText.LocalMinute(job.StartedAt)}");
}
