using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>A successful response.</summary>
/// <param name="Root">The JSON object; valid only while it is decoded.</param>
/// <param name="Attempts">How many times the request was sent.</param>
/// <param name="At">When the answer was read.</param>
internal readonly record struct Answer(JsonElement Root, IReadOnlyList<string> Messages, int Attempts, DateTimeOffset At);
