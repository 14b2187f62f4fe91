namespace SalesManagoMobile.Client;

/// <summary>A successful answer that carries nothing but messages.</summary>
/// <param name="Messages">What the server said besides yes; information, never an error.</param>
/// <param name="Attempts">How many times the request was sent.</param>
public record SmAnswer(IReadOnlyList<string> Messages, int Attempts);

/// <summary>A contact that the server created or updated.</summary>
/// <param name="UserId">The id that SALESmanago Mobile gave the user.</param>
/// <param name="Messages">The server's messages.</param>
/// <param name="Attempts">How many times the request was sent.</param>
public sealed record CreatedContact(string? UserId, IReadOnlyList<string> Messages, int Attempts) : SmAnswer(Messages, Attempts);
