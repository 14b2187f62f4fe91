namespace SalesManagoMobile.Sandbox;

/// <summary>The list of pushes, and sends to one person.</summary>
internal static class PushOperations
{
    public static Func<SandboxState, SandboxReply> List(RequestReader reader, OperationContext context)
    {
        string? application = reader.Text("applicationId", 255, required: true);
        return state =>
        {
            if (!state.Catalog.Applications.Contains(application!))
            {
                return context.Refuse($"Application not found: {application}");
            }

            using ResponseWriter response = context.Begin();
            response.StartArray("notifications");
            foreach (Push? push in state.Catalog.Made.Where(push => push.ApplicationId == application))
            {
                response.StartObject();
                response.Text("name", push.Name);
                response.Text("id", push.Id.ToString());
                response.Text("title", push.Title.Text);
                response.Text("content", push.Content.Text);
                response.EndObject();
            }

            response.EndArray();
            return response.Finish();
        };
    }

    public static Func<SandboxState, SandboxReply> Send(RequestReader reader, OperationContext context)
    {
        Guid? pushId = reader.Uuid("pushId", required: true);
        string? application = reader.Text("applicationId", 255, required: true);
        return SendOne(reader, context, reader.Properties(), state => PushRequests.Existing(state, pushId, application));
    }

    public static Func<SandboxState, SandboxReply> SendCustom(RequestReader reader, OperationContext context)
    {
        IReadOnlyDictionary<string, string>? properties = reader.Properties();
        Push content = PushRequests.ReadCustom(reader, properties, isBatch: false);
        return SendOne(reader, context, properties, state => PushRequests.Custom(state, content));
    }

    private static Func<SandboxState, SandboxReply> SendOne(
        RequestReader reader, OperationContext context, IReadOnlyDictionary<string, string>? properties,
        Func<SandboxState, (Push? Push, string? Problem)> findPush)
    {
        Recipient? recipient = ReadRecipient(reader);
        bool toAllDevices = reader.Flag("sendToAllDevices");
        return state =>
        {
            (Push? push, string? problem) = findPush(state);
            if (push is null)
            {
                return context.Refuse(problem!);
            }

            if (Payload.Check(push, properties, details: null) is { } tooLarge)
            {
                return context.Refuse(tooLarge);
            }

            if (Delivery.IsOnlyCounted(state, recipient!.Value))
            {
                state.Counter.Add(recipient.Value.Value);
                return context.Succeed();
            }

            if (Delivery.Find(state, recipient.Value, push.ApplicationId) is not { } contact)
            {
                return context.Refuse($"Contact not found: {recipient.Value.Value}");
            }

            if (Payload.Check(push, properties, contact.Details) is { } tooLargeForOne)
            {
                return context.Refuse(tooLargeForOne);
            }

            if (!contact.Devices.Exists(device => device.ApplicationId == push.ApplicationId))
            {
                return context.Refuse($"Contact has no device with the application {push.ApplicationId}");
            }

            long now = state.Now;
            state.Catalog.Keep(push);
            Delivery.ToDevices(state, state.Ledger.Daily(push, now), contact, now, state.NextSend(), properties, toAllDevices);
            return context.Succeed();
        };
    }

    private static Recipient? ReadRecipient(RequestReader reader)
    {
        string? email = FieldChecks.Email(reader, "email");
        Guid? contactId = reader.Uuid("contactId");
        string? userId = reader.Text("userId", 255);
        int given = new[] { reader.Has("email"), reader.Has("contactId"), reader.Has("userId") }.Count(has => has);
        if (given == 0)
        {
            reader.Fail("One of email, contactId and userId is required");
        }

        if (given > 1 && !reader.Quirks.HasFlag(SandboxQuirks.SeveralRecipients))
        {
            reader.Fail("Only one of email, contactId and userId may be given");
        }

        if (email is not null)
        {
            return new Recipient(RecipientKind.Email, email);
        }

        if (contactId is not null)
        {
            return new Recipient(RecipientKind.ContactId, contactId.Value.ToString());
        }

        return userId is null ? null : new Recipient(RecipientKind.UserId, userId);
    }
}

/// <summary>Which push a sending request means.</summary>
internal static class PushRequests
{
    /// <summary>A push made in the panel.</summary>
    public static (Push? Push, string? Problem) Existing(SandboxState state, Guid? pushId, string? application)
    {
        if (!state.Catalog.Applications.Contains(application!))
        {
            return (null, $"Application not found: {application}");
        }

        return state.Catalog.Find(pushId!.Value) is { } push && push.ApplicationId == application
            ? (push, null)
            : (null, $"Push not found: {pushId}");
    }

    /// <summary>The push that a custom content makes.</summary>
    public static (Push? Push, string? Problem) Custom(SandboxState state, Push content) =>
        state.Catalog.Applications.Contains(content.ApplicationId)
            ? (state.Catalog.Custom(content), null)
            : (null, $"Application not found: {content.ApplicationId}");

    /// <summary>Reads a custom content and checks its limits.</summary>
    public static Push ReadCustom(RequestReader reader, IReadOnlyDictionary<string, string>? properties, bool isBatch)
    {
        var content = new Push
        {
            Id = Guid.Empty,
            ApplicationId = reader.Text("applicationId", 255, required: true) ?? "",
            Title = reader.Personalized("title", 255, required: true),
            Content = reader.Personalized("content", 2048, required: isBatch),
            Deeplink = reader.Personalized("deeplink", 2048, required: true),
            ImageUrl = FieldChecks.ImageUrl(reader, required: isBatch),
            SoundName = FieldChecks.SoundName(reader),
            Name = "Custom push",
        };
        if (reader.Has("pushId") && !reader.Quirks.HasFlag(SandboxQuirks.SeveralRecipients))
        {
            reader.Fail("pushId does not belong to a custom push");
        }

        FieldChecks.Deeplink(reader, content.Deeplink, properties);
        return content with { Name = "Custom push: " + content.Title.Text };
    }
}
