namespace SalesManagoMobile.Client;

/// <summary>One push to one recipient.</summary>
internal sealed class PushSend : SendKind<PushRequest, SmAnswer, SmSendResult>
{
    public override IReadOnlyList<SendId> Identify(PushRequest request) => [SendIdentity.Of(request)];

    public override IReadOnlyList<JournalIntent> ToIntents(PushRequest request, IReadOnlyList<SendId> ids, DateTimeOffset at)
    {
        var existing = request.Content as ExistingPush;
        Endpoint endpoint = existing is null ? Endpoint.SendCustomPush : Endpoint.SendPush;
        string? recipient = request.Email ?? request.ContactId ?? request.UserId;
        return [new JournalIntent(ids[0], at, endpoint.Operation, request.ApplicationId, existing?.PushId, recipient)];
    }

    public override bool IsValid(PushRequest request) => RequestValidator.Check(request).Count == 0;

    public override PushContent ContentOf(PushRequest request) => request.Content;

    public override Task<SmAnswer> SendAsync(SmClient client, PushRequest request, IRequestGate gate, CancellationToken cancellationToken) =>
        client.SendPushAsync(request, gate, cancellationToken);

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
            Literal = custom?.Literal ?? false,
            SendToAllDevices = request.SendToAllDevices,
            Status = report.Status,
            Message = report.Message,
            Attempts = report.Attempts,
            Elapsed = report.Elapsed,
            At = report.At,
        };
    }
}
