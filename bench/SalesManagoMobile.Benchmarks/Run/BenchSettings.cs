
namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>How much is measured, and where things are.</summary>
/// <param name="Quick">About a tenth of the work: shows that everything runs; its figures go nowhere.</param>
/// <param name="WorkFolder">For input files and journals; removed at the end.</param>
internal sealed record BenchSettings(bool Quick, string WorkFolder)
{
    /// <summary>How often a contender does its work before the time that counts, and as often again within it.</summary>
    public int Repeat => Quick ? 1 : 2;

    /// <summary>Sizes at which the cost of one item is measured.</summary>
    public IReadOnlyList<int> GrowthSizes => Quick ? [1_000, 10_000] : [1_000, 10_000, 100_000, 1_000_000];

    /// <summary>The manifest of the module under test: an optimised build in a folder of its own.</summary>
    public static string Module => Path.Combine(ModuleFolder, "SalesManagoMobile.psd1");

    public static string EmptyModule => Path.Combine(EmptyModuleFolder, "EmptyModule.psd1");

    public static string OneViewModule => Path.Combine(EmptyModuleFolder, "OneView.psd1");

    public static string ModuleFolder => Repository.PathOf("artifacts", "bench", "SalesManagoMobile");

    public static string EmptyModuleFolder => Repository.PathOf("artifacts", "bench", "EmptyModule");

    public static string FiguresFile => Repository.PathOf("docs", "figures", "benchmarks.json");

    public static string Script(string name) => Repository.PathOf("bench", "contenders", name);

    /// <summary>How often each contender runs; the median of the rounds counts.</summary>
    public int Rounds(int full = 3) => Quick ? 1 : full;

    /// <summary>The full amount, or a tenth of it.</summary>
    public int Scale(int full) => Quick ? full / 10 : full;

    public string PathOf(string name) => Path.Combine(WorkFolder, name);
}
