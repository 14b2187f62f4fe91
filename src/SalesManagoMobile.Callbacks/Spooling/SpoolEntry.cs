namespace SalesManagoMobile.Callbacks;

/// <summary>One line of a spool: the POST it keeps, or where the damage is.</summary>
/// <param name="Post">The POST; null when the line is damaged.</param>
/// <param name="Start">Where the line starts, in bytes from the file's beginning.</param>
/// <param name="End">Where the next line starts.</param>
/// <param name="Checksum">The checksum that the line states; 0 when it states none.</param>
internal readonly record struct SpoolEntry(ReceivedPost? Post, long Start, long End, uint Checksum);
