namespace SalesManagoMobile.Client;

/// <summary>One contact to transfer.</summary>
internal sealed class ContactSend() : SendOperation<ContactRequest, SmContact>(SmHost.Mobile)
{
    public override IReadOnlyList<string> Check(ContactRequest request) => RequestValidator.Check(request);

    public override string? ShardOf(ContactRequest request) => request.Shard;

    public override string? LeftOutOf(ContactRequest request) => request.LeftOut;

    public override Endpoint EndpointOf(ContactRequest request) => Endpoint.CreateContact;

    public override string NameOf(ContactRequest request, int number) => request.Email ?? $"input {number}";

    public override IReadOnlyList<SendId> Identify(ContactRequest request) => [SendIdentity.Of(request)];

    public override IReadOnlyList<JournalIntent> ToIntents(ContactRequest request, IReadOnlyList<SendId> ids, DateTimeOffset at) =>
        [new(ids[0], at, Endpoint.CreateContact.Operation, request.ApplicationId, null, request.Email)];

    public override async Task<SmAnswer> SendAsync(
        SmClient client, ContactRequest request, IRequestGate gate, CancellationToken cancellationToken) => await client
        .SendCheckedAsync(EndpointOf(request), RequestFields.Of(request), AnswerDecoder.Contact, gate, cancellationToken)
        .ConfigureAwait(false);

    public override SmContact ToResult(ContactRequest request, SendReport report) => new()
    {
        Email = request.Email,
        UserId = (report.Answer as CreatedContact)?.UserId,
        Status = report.Status,
        Message = report.Message,
        ApplicationId = request.ApplicationId,
        PushRegistrationId = request.PushRegistrationId,
        System = request.System,
        SystemVersion = request.SystemVersion,
        DeviceModel = request.DeviceModel,
        Phone = request.Phone,
        Timezone = request.Timezone,
        Locale = request.Locale,
        Shard = request.Shard,
        Attempts = report.Attempts,
        Elapsed = report.Elapsed,
        At = report.At,
    };
}
