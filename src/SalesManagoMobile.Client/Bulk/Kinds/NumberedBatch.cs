namespace SalesManagoMobile.Client;

/// <summary>A mass request and its place in the run.</summary>
/// <param name="Request">The request.</param>
/// <param name="Number">1 for the first.</param>
/// <param name="Skipped">How many recipients are not sent to because they were accepted before.</param>
/// <param name="LeftUnknown">How many are not sent to because they were tried before and may have got it.</param>
/// <param name="LeftOut">Who is not in the request for one of these reasons, in words; null when nobody is.</param>
internal sealed record NumberedBatch(BatchRequest Request, int Number, int Skipped = 0, int LeftUnknown = 0, string? LeftOut = null);
