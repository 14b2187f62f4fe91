namespace SalesManagoMobile.Client;

/// <summary>One contact to transfer.</summary>
internal sealed class ContactSend : SendKind<ContactRequest, CreatedContact, SmContact>
{
    public override IReadOnlyList<SendId> Identify(ContactRequest request) => [SendIdentity.Of(request)];

    public override IReadOnlyList<JournalIntent> ToIntents(ContactRequest request, IReadOnlyList<SendId> ids, DateTimeOffset at) =>
        [new(ids[0], at, Endpoint.CreateContact.Operation, request.ApplicationId, null, request.Email)];

    public override bool IsValid(ContactRequest request) => RequestValidator.Check(request).Count == 0;

    public override PushContent? ContentOf(ContactRequest request) => null;

    public override Task<CreatedContact> SendAsync(
        SmClient client, ContactRequest request, IRequestGate gate, CancellationToken cancellationToken) =>
        client.CreateContactAsync(request, gate, cancellationToken);

    public override SmAnswer Describe(CreatedContact answer) => new(answer.Messages, answer.Attempts);

    public override SmContact ToResult(ContactRequest request, SendReport<CreatedContact> report) => new()
    {
        Email = request.Email,
        UserId = report.Answer?.UserId,
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
        Attempts = report.Attempts,
        Elapsed = report.Elapsed,
        At = report.At,
    };
}
