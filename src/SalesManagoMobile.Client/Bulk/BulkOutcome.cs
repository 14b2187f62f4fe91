namespace SalesManagoMobile.Client;

/// <summary>A result, and the failure behind it when there was one.</summary>
/// <typeparam name="TResult">The flat object that goes on the pipeline.</typeparam>
public readonly record struct BulkOutcome<TResult>(TResult Result, SmException? Error);
