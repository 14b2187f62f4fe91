namespace SalesManagoMobile.Sandbox;

/// <summary>A phone with the application on it.</summary>
internal sealed class Device(string registrationId, string applicationId, bool isApple)
{
    public string RegistrationId { get; } = registrationId;

    public string ApplicationId { get; } = applicationId;

    public bool IsApple { get; } = isApple;

    public string Platform => IsApple ? "ios" : "android";
}
