using SalesManagoMobile.Benchmarks.Figures;
using SalesManagoMobile.Benchmarks.Run;

namespace SalesManagoMobile.Benchmarks.Documents;

/// <summary>The pages that show figures.</summary>
internal static class FigurePages
{
    private static readonly IReadOnlyList<string> Pages = ["README.md", "docs/benchmarks.md", "docs/reliability.md", "docs/scale.md"];

    public static void WriteAll()
    {
        var figures = BenchFigures.Load(BenchSettings.FiguresFile);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        new BenchTexts(texts, figures).Add();
        DrillTexts.AddTo(texts, Repository.PathOf("docs", "figures", "drills.json"));
        foreach (string page in Pages.Select(static page => Repository.PathOf(page.Split('/'))).Where(File.Exists))
        {
            var missing = new List<string>();
            File.WriteAllText(page, FigureText.Fill(File.ReadAllText(page), texts, missing));
            if (missing.Count > 0)
            {
                Console.Error.WriteLine($"{Path.GetFileName(page)} asks for what nobody has measured: {string.Join(", ", missing)}.");
            }
        }
    }
}
