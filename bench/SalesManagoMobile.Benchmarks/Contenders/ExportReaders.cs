using CsvHelper;
using SalesManagoMobile.Client;

namespace SalesManagoMobile.Benchmarks.Contenders;

/// <summary>Ways to read an export in C#: ours, a well-kept CSV library, and nothing but lines.</summary>
internal static class ExportReaders
{
    public static Task<Measurement> RunAsync(string kind, string file, long rows, int repeat, CancellationToken cancellationToken)
    {
        Func<string, long> read = kind switch
        {
            "ours" => path => ReadOurs(path, cancellationToken),
            "csvhelper" => ReadRecords,
            "csvhelper-fields" => ReadFields,
            "lines" => ReadLines,
            _ => throw new ArgumentException($"No reader is called '{kind}'.", nameof(kind)),
        };
        return Measurement.OfAsync(rows, repeat, () =>
        {
            long seen = read(file);
            return seen == rows ? Task.CompletedTask : throw new InvalidDataException($"{kind} read {seen} rows of {rows}.");
        });
    }

    private static long ReadOurs(string path, CancellationToken cancellationToken)
    {
        using FileStream file = File.OpenRead(path);
        return DeliveryReader.Read(file, Path.GetFileName(path), static bad => throw bad, cancellationToken).LongCount();
    }

    private static long ReadRecords(string path)
    {
        using var csv = CsvReader.FromFile(path);
        long rows = 0;
        while (csv.Read())
        {
            _ = new Delivery(
                csv.GetString(0), csv.GetString(1), csv.GetString(2), csv.GetString(3), csv.GetString(4),
                Time(csv, 5), Time(csv, 6), Time(csv, 7), Time(csv, 8));
            rows++;
        }

        return rows;
    }

    private static DateTimeOffset? Time(CsvReader csv, int column) =>
        csv.TryParse(column, out long milliseconds) ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    private static long ReadFields(string path)
    {
        using var csv = CsvReader.FromFile(path);
        long rows = 0;
        while (csv.Read())
        {
            for (int column = 0; column < csv.FieldCount; column++)
            {
                _ = csv.GetString(column);
            }

            rows++;
        }

        return rows;
    }

    private static long ReadLines(string path)
    {
        using var reader = new StreamReader(path);
        long lines = -1;
        while (reader.ReadLine() is not null)
        {
            lines++;
        }

        return lines;
    }

    private sealed record Delivery(
        string ContactId,
        string Email,
        string Phone,
        string Name,
        string Platform,
        DateTimeOffset? Sent,
        DateTimeOffset? Displayed,
        DateTimeOffset? Clicked,
        DateTimeOffset? Dismissed);
}
