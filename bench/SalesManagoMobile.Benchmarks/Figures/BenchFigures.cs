using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesManagoMobile.Benchmarks.Figures;

/// <summary>All figures of the last full run, as they stand in <c>docs/figures/benchmarks.json</c>.</summary>
internal sealed record BenchFigures(Machine? Machine, IReadOnlyList<Series> Series, IReadOnlyList<MicroResult> Micro)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static BenchFigures Load(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize<BenchFigures>(File.ReadAllText(path), Json)! : new BenchFigures(null, [], []);

    public void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n");
    }

    /// <summary>Replaces a section, keeps the others.</summary>
    public BenchFigures With(string section, IEnumerable<Series> series) =>
        this with { Series = [.. Series.Where(one => one.Section != section), .. series] };

    public IReadOnlyList<Series> Section(string section) => [.. Series.Where(one => one.Section == section)];

    public Series? Find(string section, string name) => Series.FirstOrDefault(one => one.Section == section && one.Name == name);
}
