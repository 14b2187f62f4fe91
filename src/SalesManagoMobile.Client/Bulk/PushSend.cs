namespace SalesManagoMobile.Client;

/// <summary>One push to one recipient.</summary>
internal sealed class PushSend() : SendOperation<PushRequest, SmSendResult>(SmHost.Api)
{
    public override IReadOnlyList<string> Check(PushRequest request) => RequestValidator.Check(request);

    public override string? ShardOf(PushRequest request) => request.Shard;

    public override string? LeftOutOf(PushRequest request) => request.LeftOut;

    public override Endpoint EndpointOf(PushRequest request) =>
        request.Content is ExistingPush ? Endpoint.SendPush : Endpoint.SendCustomPush;

    public override string NameOf(PushRequest request, int number) =>
        request.Email ?? request.ContactId ?? request.UserId ?? $"input {number}";

    public override IReadOnlyList<SendId> Identify(PushRequest request) => [SendIdentity.Of(request)];

    public override IReadOnlyList<JournalIntent> ToIntents(PushRequest request, IReadOnlyList<SendId> ids, DateTimeOffset at) =>
    [
        new(
            ids[0],
            at,
            EndpointOf(request).Operation,
            request.ApplicationId,
            (request.Content as ExistingPush)?.PushId,
            request.Email ?? request.ContactId ?? request.UserId)
        {
            RecipientType = request.Email is not null ? AddresseeType.Email
                : request.ContactId is not null ? AddresseeType.ContactId
                : AddresseeType.UserId,
            Texts = TextsHash.Of(request.Content, request.Properties),
        },
    ];

    public override string? ApplicationOf(PushRequest request) => request.ApplicationId;

    public override PushContent ContentOf(PushRequest request) => request.Content;

    public override Task<SmAnswer> SendAsync(
        SmClient client, PushRequest request, IRequestGate gate, CancellationToken cancellationToken) =>
        client.SendCheckedAsync(EndpointOf(request), RequestFields.Of(request), AnswerDecoder.Plain, gate, cancellationToken);

    public override SmSendResult ToResult(PushRequest request, SendReport report)
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
            Shard = request.Shard,
            Status = report.Status,
            Message = report.Message,
            Attempts = report.Attempts,
            Elapsed = report.Elapsed,
            At = report.At,
        };
    }
}
