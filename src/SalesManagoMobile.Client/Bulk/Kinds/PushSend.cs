namespace SalesManagoMobile.Client;

/// <summary>One push to one recipient.</summary>
internal sealed class PushSend : SendKind<PushRequest, SmAnswer, SmSendResult>
{
    public override Task<SmAnswer> SendAsync(SmClient client, PushRequest request, CancellationToken cancellationToken) =>
        client.SendPushAsync(request, cancellationToken);

    public override SmAnswer Describe(SmAnswer answer) => answer;

    public override SmSendResult ToResult(PushRequest request, SendReport<SmAnswer> report)
    {
        var custom = request.Content as CustomPush;
        return new SmSendResult
        {
            Email = request.Email,
            ContactId = request.ContactId,
            UserId = request.UserId,
            PushId = (request.Content as ExistingPush)?.PushId,
            ApplicationId = request.ApplicationId,
            Properties = PropertyText.From(request.Properties),
            Title = custom?.Title,
            Content = custom?.Content,
            Deeplink = custom?.Deeplink,
            ImageUrl = custom?.ImageUrl,
            SoundName = custom?.SoundName,
            Status = report.Status,
            Message = report.Message,
            Attempts = report.Attempts,
            Elapsed = report.Elapsed,
            At = report.At,
        };
    }
}
