namespace SalesManagoMobile.Callbacks;

/// <summary>The spool cannot be opened, locked, written or read. The message says which file and what to do.</summary>
public sealed class SpoolException(string message, Exception? innerException = null) : IOException(message, innerException);
