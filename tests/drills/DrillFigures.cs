using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesManagoMobile.Drills;

/// <summary>The last outcome of each drill in one JSON file, from which the reliability page is filled.</summary>
internal sealed class DrillFigures(string path)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public IReadOnlyList<DrillOutcome> Load() =>
        File.Exists(path) ? JsonSerializer.Deserialize<List<DrillOutcome>>(File.ReadAllText(path), Json)! : [];

    /// <summary>Replaces the drill's earlier outcome and keeps the others.</summary>
    public void Save(DrillOutcome outcome)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        IEnumerable<DrillOutcome> all = Load().Where(other => other.Name != outcome.Name).Append(outcome)
            .OrderBy(static one => one.Name, StringComparer.Ordinal);
        File.WriteAllText(path, JsonSerializer.Serialize(all, Json) + "\n");
    }
}
