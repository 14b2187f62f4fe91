namespace SalesManagoMobile.Sandbox;

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
        if (reader.Has("pushId") && !reader.Slips.HasFlag(SandboxSlips.SeveralRecipients))
        {
            reader.Fail("pushId does not belong to a custom push");
        }

        FieldChecks.Deeplink(reader, content.Deeplink, properties);
        return content with { Name = "Custom push: " + content.Title.Text };
    }
}
