namespace SalesManagoMobile.Client;

/// <summary>Where one field of a row stands in the window, without the quotes around it.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="Length">The number of bytes.</param>
/// <param name="Quoted">Whether the field stood in quotes.</param>
/// <param name="Escaped">Whether it holds doubled quotes.</param>
internal readonly record struct CsvField(int Start, int Length, bool Quoted, bool Escaped);
