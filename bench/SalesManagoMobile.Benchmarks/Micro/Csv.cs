using BenchmarkDotNet.Attributes;
using CsvHelper;
using SalesManagoMobile.Benchmarks.Data;
using SalesManagoMobile.Client;

namespace SalesManagoMobile.Benchmarks.Micro;

/// <summary>Reading 10,000 rows of an export that is in memory already.</summary>
public class Csv
{
    private byte[] _file = [];

    [GlobalSetup]
    public async Task SetupAsync()
    {
        using var memory = new MemoryStream();
        await ExportFile.WriteAsync(memory, 10_000, CancellationToken.None);
        _file = memory.ToArray();
    }

    [Benchmark(Description = "10,000 rows: ours, typed")]
    public long ReadOurs() =>
        DeliveryReader.Read(new MemoryStream(_file), "bench.csv", static bad => throw bad, CancellationToken.None).LongCount();

    [Benchmark(Description = "10,000 rows: CsvHelper, strings")]
    public long ReadCsvHelper()
    {
        using var csv = CsvReader.Create(_file);
        long length = 0;
        while (csv.Read())
        {
            for (int column = 0; column < csv.FieldCount; column++)
            {
                length += csv.GetString(column).Length;
            }
        }

        return length;
    }

    [Benchmark(Description = "10,000 rows: ReadLine, nothing split")]
    public long ReadLines()
    {
        using var reader = new StreamReader(new MemoryStream(_file));
        long lines = 0;
        while (reader.ReadLine() is not null)
        {
            lines++;
        }

        return lines;
    }
}
