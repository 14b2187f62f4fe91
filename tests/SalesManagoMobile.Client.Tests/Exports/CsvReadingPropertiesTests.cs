using System.Globalization;
using System.Text;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>What a well-kept writer wrote is read back the same, and no bytes at all make the reader fail in an unforeseen way.</summary>
public class CsvReadingPropertiesTests
{
    private static readonly string[] Columns = ReadResult.Header.Split(',');

    private static readonly Gen<string> Text = Gen.Frequency(
        (4, Gen.Elements("a@b.pl", "Sale, summer", "say \"hi\"", "null", "", " padded ", "żółć 🎉", "+48 600 100 200")),
        (2, Gen.Elements('a', ',', '"', '\r', '\n', ';', ' ', 'ż', '\t', '\0').ListOf().Select(cs => new string([.. cs]))));

    private static readonly Gen<string> Time = Gen.Frequency(
        (2, Gen.Elements("null", "")),
        (3, Gen.Choose(946_684_800, int.MaxValue).Select(s => (s * 1000L).ToString(CultureInfo.InvariantCulture))));

    [Fact]
    public void What_any_legal_writer_wrote_is_read_back_the_same()
    {
        Gen<string[]> row = Gen.CollectToArray(Columns.Select((_, i) => i < 5 ? Text : Time));
        Gen<(string[][] Rows, int[] Order, string LineEnd, bool QuoteAll, int Chunk)> file =
            from rows in row.ArrayOf()
            from order in Gen.Shuffle(Enumerable.Range(0, Columns.Length))
            from lineEnd in Gen.Elements("\n", "\r\n", "\r")
            from quoteAll in Gen.Elements(true, false)
            from chunk in Gen.Choose(1, 64)
            select (rows, order, lineEnd, quoteAll, chunk);

        Prop.ForAll(Arb.From(file), f => Matches(f.Rows, f.Order, f.LineEnd, f.QuoteAll, f.Chunk)).Check(Checks(500));
    }

    [Fact]
    public void Rows_are_split_as_the_oracle_splits_them()
    {
        Gen<string> content = Gen.Elements("a", "b", ",", ",", "\"", "\"\"", "\n", "\r\n", "\",\"", "\"\n\"", "ż")
            .ListOf()
            .Select(string.Concat)
            .Resize(12);
        Prop.ForAll(Arb.From(content), text =>
        {
            IReadOnlyList<string>? expected = Oracle("email\n" + text);
            var result = ReadResult.Of("email\n" + text);
            return expected is null || (result.BadRows.Count == 0 && result.Rows.Select(row => row.Email ?? "").SequenceEqual(expected));
        }).Check(Checks(2000));
    }

    [Fact]
    public void Random_bytes_never_crash_or_hang_the_reader()
    {
        byte[][] beginnings =
        [
            [], "email,sentDate\n"u8.ToArray(), [.. Encoding.UTF8.Preamble, .. "email,x\n"u8], "[{"u8.ToArray(), "{\"email\":"u8.ToArray(),
            [0x1F, 0x8B, 8, 0], Archives.Gzip("email\na\n"), Archives.Zip(("a.csv", "email\na\n")), "<"u8.ToArray(), [0xFF, 0xFE],
            [0xFE, 0xFF],
        ];
        Gen<byte> any = Gen.Frequency(
            (1, Gen.Choose(0, 255).Select(b => (byte)b)),
            (3, Gen.Elements("\"\",\r\n{}[]:\\1ax"u8.ToArray())));
        Gen<byte[]> file =
            from beginning in Gen.Elements(beginnings)
            from rest in any.ArrayOf()
            from cut in Gen.Choose(0, beginning.Length + rest.Length)
            from whole in Gen.Elements(true, false)
            select beginning.Concat(rest).Take(whole ? int.MaxValue : cut).ToArray();

        Prop.ForAll(Arb.From(file), bytes => HoldsTogether(ReadResult.Of(bytes, options: new DeliveryReadOptions { MaxRowBytes = 1024 })))
            .Check(Checks(3000));
    }

    [Fact]
    public void A_changed_byte_in_an_archive_never_crashes_the_reader()
    {
        byte[][] archives =
            [Archives.Zip(("a.csv", Archives.ManyRows(20)), ("b.csv", Archives.ManyRows(3))), Archives.Gzip(Archives.ManyRows(20))];
        Gen<byte[]> file =
            from archive in Gen.Elements(archives)
            from at in Gen.Choose(0, archive.Length - 1)
            from value in Gen.Choose(0, 255)
            select archive.Select((b, i) => i == at ? (byte)value : b).ToArray();
        Prop.ForAll(Arb.From(file), bytes => HoldsTogether(ReadResult.Of(bytes))).Check(Checks(3000));
    }

    private static Config Checks(int count) => Config.QuickThrowOnFailure.WithMaxTest(count);

    private static bool HoldsTogether(ReadResult result) => result.Failure is null or { Kind: SmFailureKind.InvalidExportData };

    private static bool Matches(string[][] rows, int[] order, string lineEnd, bool quoteAll, int chunk)
    {
        byte[] file = Write(rows, order, lineEnd, quoteAll);
        IReadOnlyList<SmDeliveryRecord> read = ReadResult.Of(new TrickleStream(file, chunk)).Clean();
        Assert.Equal(rows.Length, read.Count);
        for (int i = 0; i < rows.Length; i++)
        {
            SmDeliveryRecord r = read[i];
            string?[] texts = [r.ContactId, r.Email, r.Phone, r.Name, r.Platform];
            DateTimeOffset?[] times = [r.SentDate, r.DisplayedDate, r.ClickedDate, r.DismissedDate];
            Assert.Equal(rows[i][..5].Select(text => text.Length == 0 || (text == "null" && !quoteAll) ? null : text), texts);
            Assert.Equal(
                rows[i][5..].Select(text => text is "" or "null" ? (long?)null : long.Parse(text, CultureInfo.InvariantCulture)),
                times.Select(time => time?.ToUnixTimeMilliseconds()));
        }

        return true;
    }

    private static byte[] Write(string[][] rows, int[] order, string lineEnd, bool quoteAll)
    {
        var file = new MemoryStream();
        var options = new CsvWriterOptions { NewLine = lineEnd, Quoting = quoteAll ? CsvQuoting.Always : CsvQuoting.WhenNeeded };
        using (var csv = CsvWriter.Create(file, options, leaveOpen: true))
        {
            foreach (string[] row in rows.Prepend(Columns))
            {
                foreach (int column in order)
                {
                    csv.WriteField(row[column]);
                }

                csv.EndRecord();
            }
        }

        return file.ToArray();
    }

    /// <summary>The fields of a file of one column, or null where the oracle finds bad data or more columns.</summary>
    private static List<string>? Oracle(string content)
    {
        var options = new CsvReaderOptions { Separator = ',', MalformedData = CsvMalformedDataHandling.Throw, SkipEmptyLines = true };
        using var csv = CsvReader.FromText(content, options);
        var fields = new List<string>();
        try
        {
            while (csv.Read())
            {
                if (csv.FieldCount != 1)
                {
                    return null;
                }

                fields.Add(csv.GetString(0));
            }

            return fields;
        }
        catch (CsvFormatException)
        {
            return null;
        }
    }
}
