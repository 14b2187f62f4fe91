namespace SalesManagoMobile.Client.Tests;

/// <summary>Clients with made-up credentials.</summary>
internal static class Clients
{
    public const string PushId = "a1b2c3d4-0000-4000-8000-00000000c3d4";
    public const string ContactId = "1a2b3c4d-0000-4000-8000-000000003c4d";
    public const string ApiKey = "e5f6aaaabbbbccccddddeeeeffffa7b8";
    public const string Secret = "a-secret-that-nobody-may-see";
    public static readonly SmCredential Credential = SmCredential.Create("a1b2-client", Secret, ApiKey);
    public static readonly SmCredential MobileCredential = SmCredential.Create("m1m2-client", Secret, ApiKey);

    public static SmClientOptions Options { get; } = new()
    {
        Endpoint = new Uri("https://example.salesmanago.com"),
        Credential = Credential,
        MobileCredential = MobileCredential,
        MaxRetry = 0,
        Seed = 1,
    };

    /// <summary>A push that may be sent: not repeatable.</summary>
    public static PushRequest Push { get; } = new()
    {
        Content = new ExistingPush(PushId),
        ApplicationId = "my_example_app",
        Email = "name@example.com",
    };

    public static SmClient With(HttpMessageHandler handler) => new(Options with { Handler = handler });
}
