
namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>How much is measured, and where things are.</summary>
/// <param name="Quick">About a tenth of the work: shows that everything runs; its figures go nowhere.</param>
/// <param name="WorkFolder">For input files and journals; removed at the end.</param>
internal sealed record BenchSettings(bool Quick, string WorkFolder)
{
    /// <summary>How often each contender of a comparison runs in one pass; the median of all passes counts.</summary>
    public const int Rounds = 3;

    /// <summary>How often all comparisons are gone through: a machine has bad minutes, and no comparison shall get them alone.</summary>
    public int Passes => Quick ? 1 : 3;

    /// <summary>How often a contender of a comparison does its work before the time that counts, and as often again within it.</summary>
    public int Repeat => Quick ? 1 : 3;

    /// <summary>Sizes at which the cost of one item is measured.</summary>
    public IReadOnlyList<int> GrowthSizes => Quick ? [1_000, 10_000] : [1_000, 10_000, 100_000, 1_000_000];

    /// <summary>The manifest of the module under test: an optimised build in a folder of its own.</summary>
    public static string Module => Path.Combine(ModuleFolder, "SalesManagoMobile.psd1");

    public static string EmptyModule => Path.Combine(EmptyModuleFolder, "EmptyModule.psd1");

    public static string OneViewModule => Path.Combine(EmptyModuleFolder, "OneView.psd1");

    public static string ModuleFolder => Repository.PathOf("artifacts", "bench", "SalesManagoMobile");

    public static string EmptyModuleFolder => Repository.PathOf("artifacts", "bench", "EmptyModule");

    /// <summary>The figures of the full run before the last: shows how well two runs agree.</summary>
    public static string FiguresBeforeFile => Repository.PathOf("docs", "figures", "benchmarks-before.json");

    public static string FiguresFile => Repository.PathOf("docs", "figures", "benchmarks.json");

    public static string Script(string name) => Repository.PathOf("bench", "contenders", name);

    /// <summary>The full amount, or a tenth of it.</summary>
    public int Scale(int full) => Quick ? full / 10 : full;

    public string PathOf(string name) => Path.Combine(WorkFolder, name);
}
