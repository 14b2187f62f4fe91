using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>Turns answers into the objects that go on the pipeline.</summary>
internal static class AnswerDecoder
{
    public static SmAnswer Plain(Answer answer) => new(answer.Messages, answer.Attempts);

    /// <summary>The sample puts the user id into <c>data</c>, the field table beside it.</summary>
    public static CreatedContact Contact(Answer answer) => new(
        answer.Root.Items("data").Select(data => data.Text("userId")).FirstOrDefault(id => id is not null) ?? answer.Root.Text("userId"),
        answer.Messages,
        answer.Attempts);

    public static IReadOnlyList<SmPush> Pushes(Answer answer, string applicationId) =>
    [
        .. answer.Root.Items("notifications").Select(item => new SmPush
        {
            Id = item.Text("id"),
            Name = item.Text("name"),
            Title = item.Text("title"),
            Content = item.Text("content"),
            ApplicationId = applicationId,
        }),
    ];

    public static IReadOnlyList<SmPushHistoryEntry> History(Answer answer, HistoryRequest request) =>
    [
        .. answer.Root.Items("data")
            .Select(item => new SmPushHistoryEntry
            {
                Email = request.Email,
                UserId = request.UserId,
                Name = item.Text("name"),
                Title = item.Text("title"),
                Message = item.Text("message"),
                SentDate = item.Time("sentDate"),
                Read = item.Flag("read"),
                Deeplink = item.Text("deeplink"),
                MessageId = item.Text("mid"),
                ConversationId = item.Number("cid"),
                DisplayedDate = item.Time("displayed"),
                ClickedDate = item.Time("actionTaken"),
                DismissedDate = item.Time("dismissed"),
            })
            .OrderByDescending(entry => entry.SentDate),
    ];

    public static IReadOnlyList<SmConversation> Conversations(Answer answer, string pushId) =>
    [
        .. answer.Root.Items("data").Select(item => new SmConversation
        {
            ConversationId = item.Number("conversationId"),
            Name = item.Text("name"),
            SentDate = item.Time("sentDate"),
            PushId = pushId,
        }),
    ];

    public static IReadOnlyList<SmConversationStats> Statistics(Answer answer, long conversationId) =>
    [
        .. answer.Root.Items("data").Select(item => new SmConversationStats
        {
            ConversationId = conversationId,
            Name = item.Text("name"),
            Platform = item.Text("platform"),
            SentDate = item.Time("sentDate"),
            Sent = item.Number("sentNumber"),
            Displayed = item.Number("displayedNumber"),
            Clicked = item.Number("clickedNumber"),
            Dismissed = item.Number("dismissedNumber"),
        }),
    ];

    /// <summary>A job that was just started. Without its id nothing could be done with it.</summary>
    public static SmJob StartedJob(Answer answer) => new()
    {
        JobId = (answer.Root.Number("jobId") ?? answer.Root.Items("data").Select(data => data.Number("jobId")).FirstOrDefault())
            ?? throw new FormatException("it names no jobId"),
        Status = SmJobStatus.Running,
        Message = Joined(answer.Messages),
        StartedAt = answer.At,
    };

    /// <summary>A job is done if and only if the answer names a file, whatever its message says.</summary>
    public static SmJob Job(Answer answer, long jobId)
    {
        Uri? file = File(answer.Root);
        return new()
        {
            JobId = jobId,
            Status = file is null ? SmJobStatus.Running : SmJobStatus.Done,
            Message = Joined(answer.Messages),
            FileUrl = file,
            CheckedAt = answer.At,
        };
    }

    /// <summary>If the server refuses the status request, the job has failed.</summary>
    public static SmJob FailedJob(SmException refusal, long jobId, DateTimeOffset at) => new()
    {
        JobId = jobId,
        Status = SmJobStatus.Failed,
        Message = Joined(refusal.RawServerMessages) ?? refusal.Message,
        CheckedAt = at,
    };

    public static string? Joined(IReadOnlyList<string> messages) => messages.Count == 0 ? null : string.Join("; ", messages);

    private static Uri? File(JsonElement root)
    {
        string? text = root.Text("fileUrl")?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "https" or "http"
            ? uri
            : throw new FormatException("its fileUrl is not an address");
    }
}
