namespace SalesManagoMobile.Benchmarks.Figures;

/// <summary>What one item cost at one size, and the largest memory the process had.</summary>
internal sealed record GrowthPoint(int Size, double MicrosecondsPerItem, double PeakMegabytes);
