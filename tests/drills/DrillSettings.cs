namespace SalesManagoMobile.Drills;

/// <summary>How a drill runs.</summary>
/// <param name="Folder">An empty folder of its own, removed afterwards.</param>
/// <param name="Seed">Seeds every random choice, so that a run can be repeated.</param>
/// <param name="Quick">A tenth of the work, to see that the drill itself works.</param>
internal sealed record DrillSettings(string Folder, int Seed, bool Quick)
{
    /// <summary>The full amount of work, or a tenth of it.</summary>
    public int Scale(int full) => Quick ? Math.Max(1, full / 10) : full;

    public string PathOf(string name) => Path.Combine(Folder, name);
}
