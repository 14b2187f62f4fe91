namespace SalesManagoMobile.Client;

/// <summary>What became of one input of a run, before it is put in the words of its kind.</summary>
/// <param name="Answer">The server's answer when it said yes.</param>
internal sealed record SendReport<TAnswer>(SmSendStatus Status, string? Message, int Attempts, TimeSpan Elapsed, DateTimeOffset At, TAnswer? Answer);
