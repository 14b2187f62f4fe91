using SalesManagoMobile.Help;

// dotnet run --project tools/HelpBuilder [root]
// Completes docs/help/*.md from the cmdlets' classes and writes en-US/ from docs/.
string root = args is [var given, ..] ? given : Environment.CurrentDirectory;
try
{
    foreach ((string path, string content) in HelpFiles.Stale(root))
    {
        string file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        Console.WriteLine($"wrote {path}");
    }

    return 0;
}
catch (FormatException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
