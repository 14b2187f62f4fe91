using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SalesManagoMobile.Benchmarks.Documents;

/// <summary>What the drills found, read from the file that they keep: <c>drill.NAME</c> for each and <c>drills</c> for the table.</summary>
internal static class DrillTexts
{
    public static void AddTo(Dictionary<string, string> texts, string path)
    {
        using var drills = JsonDocument.Parse(File.Exists(path) ? File.ReadAllText(path) : "[]");
        var table = new StringBuilder("| drill | promise | last run | seconds |\n|---|---|---|---|");
        foreach (JsonElement drill in drills.RootElement.EnumerateArray())
        {
            string Text(string name) => drill.GetProperty(name).ToString();
            table.Append(
                CultureInfo.InvariantCulture,
                $"\n| `{Text("name")}` | {Text("promise")} | **{Text("verdict")}**: {Text("line")} | {Text("seconds")} |");
            texts[$"drill.{Text("name")}"] = $"{Text("verdict")}: {Text("line")}";
        }

        texts["drills"] = table.ToString();
    }
}
