using System.Globalization;
using SalesManagoMobile.Drills;

// dotnet run -c Release --project tests/drills -- [--quick] [--seed N] [names]
// Without names all drills run, one after the other. Each ends in one line of figures.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

if (args is [Drill.ChildVerb, var child, ..])
{
    return await Drill.Children[child](args[2..], stop.Token);
}

var words = new List<string>(args);
bool quick = words.Remove("--quick");
int seed = 20_240_607;
if (words.IndexOf("--seed") is >= 0 and int at)
{
    seed = int.Parse(words[at + 1], CultureInfo.InvariantCulture);
    words.RemoveRange(at, 2);
}

string[] known = [.. Drill.All.Select(static drill => drill.Name)];
if (words.Except(known).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"No drill is called '{unknown}'. There are: {string.Join(", ", known)}.");
    return 2;
}

var run = new DrillRun(seed, quick);
return await run.RunAsync(Drill.All.Where(drill => words.Count == 0 || words.Contains(drill.Name)), stop.Token) ? 0 : 1;
