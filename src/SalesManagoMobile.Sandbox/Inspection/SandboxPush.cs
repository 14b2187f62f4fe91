namespace SalesManagoMobile.Sandbox;

/// <summary>A push of an emulated account, as made in the panel.</summary>
/// <param name="Id">The identifier.</param>
/// <param name="Name">The name in the panel.</param>
/// <param name="ApplicationId">The simple id of its application.</param>
/// <param name="Title">The title, placeholders and all.</param>
/// <param name="Content">The content, placeholders and all.</param>
public sealed record SandboxPush(Guid Id, string Name, string ApplicationId, string Title, string Content);
