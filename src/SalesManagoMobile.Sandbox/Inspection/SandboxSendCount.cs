namespace SalesManagoMobile.Sandbox;

/// <summary>How often people were sent something by requests. A send to several devices of one person is one send.</summary>
/// <param name="Sends">All sends.</param>
/// <param name="Recipients">How many different people they reached.</param>
/// <param name="Repeated">How many people got more than one.</param>
/// <param name="ByRecipient">The sends of each person by e-mail address, or user id; without those that are only counted.</param>
public sealed record SandboxSendCount(long Sends, int Recipients, int Repeated, IReadOnlyDictionary<string, int> ByRecipient);
