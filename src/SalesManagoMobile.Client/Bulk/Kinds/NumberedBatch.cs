namespace SalesManagoMobile.Client;

/// <summary>A mass request and its place in the run.</summary>
/// <param name="Request">The request.</param>
/// <param name="Number">1 for the first.</param>
internal sealed record NumberedBatch(BatchRequest Request, int Number);
