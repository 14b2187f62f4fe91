using System.Globalization;
using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>Runs contenders in turn, round after round, so that whatever else the machine does hits all of them alike.</summary>
internal static class SideBySide
{
    public static async Task<IReadOnlyList<Series>> RunAsync(
        string section, int rounds, IReadOnlyList<Contender> contenders, CancellationToken cancellationToken)
    {
        var measurements = contenders.Select(static _ => new List<Measurement>()).ToList();
        for (int round = 0; round < rounds; round++)
        {
            for (int index = 0; index < contenders.Count; index++)
            {
                Measurement measured = await contenders[index].RunAsync(cancellationToken);
                measurements[index].Add(measured);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {section}, round {round + 1}: {contenders[index].Name}: {measured.Items} in {measured.Seconds:0.###} s, "
                        + $"{measured.PeakKilobytes / 1024} MB"));
            }
        }

        return [.. contenders.Select((contender, index) => new Series(section, contender.Name, measurements[index]))];
    }
}
