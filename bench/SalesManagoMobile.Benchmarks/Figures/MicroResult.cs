namespace SalesManagoMobile.Benchmarks.Figures;

/// <summary>What BenchmarkDotNet says about one small part.</summary>
/// <param name="Group">The class, for example <c>Csv</c>.</param>
/// <param name="Name">What is measured, in plain words.</param>
/// <param name="Nanoseconds">The median for one operation.</param>
/// <param name="AllocatedBytes">Managed memory for one operation.</param>
internal sealed record MicroResult(string Group, string Name, double Nanoseconds, double AllocatedBytes);
