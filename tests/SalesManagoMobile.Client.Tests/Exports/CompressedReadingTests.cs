using System.IO.Compression;
using System.Text;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

public class CompressedReadingTests
{
    private const string Csv = "email,name\na@b.pl,Sale\nc@d.pl,Sale\n";

    [Fact]
    public void Gzip_is_read_however_often_it_was_applied()
    {
        Assert.Equal(2, ReadResult.Of(Archives.Gzip(Csv)).Clean().Count);
        Assert.Equal(2, ReadResult.Of(Archives.Gzip(Archives.Gzip(Csv))).Clean().Count);
    }

    [Fact]
    public void Each_row_of_a_zip_names_the_entry_it_stood_in()
    {
        IReadOnlyList<SmDeliveryRecord> rows = ReadResult.Of(Archives.Zip(("one_0.csv", Csv), ("../../two_1.csv", Csv)), "export.zip")
            .Clean();
        Assert.Equal(["one_0.csv", "one_0.csv", "../../two_1.csv", "../../two_1.csv"], rows.Select(row => row.Source));
    }

    [Fact]
    public void A_zip_is_read_from_a_stream_that_cannot_seek() =>
        Assert.Equal(2, ReadResult.Of(new TrickleStream(Archives.Zip(("one.csv", Csv)), 7)).Clean().Count);

    [Fact]
    public void Folders_and_empty_files_in_a_zip_have_no_rows() =>
        Assert.Empty(ReadResult.Of(Archives.Zip(("folder/", ""), ("folder/empty.csv", ""))).Clean());

    [Fact]
    public void An_empty_zip_has_no_rows() => Assert.Empty(ReadResult.Of(Archives.Zip()).Clean());

    [Fact]
    public void A_bad_row_in_a_zip_is_told_with_entry_and_line()
    {
        var result = ReadResult.Of(Archives.Zip(("one.csv", "email,name\nonly one field\n"), ("two.csv", Csv)));
        Assert.StartsWith("one.csv, line 2: 1 fields", Assert.Single(result.BadRows), StringComparison.Ordinal);
        Assert.Equal(2, result.Rows.Count);
        Assert.Null(result.Failure);
    }

    [Fact]
    public void A_zip_that_is_cut_short_is_told_as_such()
    {
        byte[] zip = Archives.Zip(("one.csv", Csv));
        for (int length = 4; length < zip.Length; length++)
        {
            var result = ReadResult.Of(zip[..length], "export.zip");
            Assert.Contains("export.zip is a ZIP archive that is cut short or damaged", result.Failure?.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Gzip_that_is_cut_short_never_passes_for_whole()
    {
        byte[] gzip = Archives.Gzip(Archives.ManyRows(2_000));
        for (int length = 3; length < gzip.Length; length += 97)
        {
            var result = ReadResult.Of(gzip[..length], "export.gz");
            Assert.Contains("export.gz is damaged or cut short", result.Failure?.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_came_before_the_damage_is_read()
    {
        byte[] gzip = Archives.Gzip(Archives.ManyRows(20_000));
        var result = ReadResult.Of(gzip[..(gzip.Length / 2)]);
        Assert.NotNull(result.Failure);
        Assert.InRange(result.Rows.Count, 5_000, 15_000);
        Assert.All(result.Rows, (row, i) => Assert.Equal($"person{i}@example.com", row.Email));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void An_entry_of_another_size_than_the_archive_claims_is_told_and_the_others_are_read(int error)
    {
        byte[] zip = Archives.Zip(("one.csv", Csv), ("two.csv", Csv));
        Archives.ClaimSize(zip, "one.csv", Csv.Length + error);

        var result = ReadResult.Of(zip);

        Assert.Null(result.Failure);
        Assert.Contains(result.BadRows, told => told.StartsWith("one.csv is damaged or cut short", StringComparison.Ordinal));
        Assert.Equal(2, result.Rows.Count(row => row.Source == "two.csv"));
    }

    [Fact]
    public void A_byte_that_changed_in_an_entry_is_noticed_by_its_checksum()
    {
        byte[] zip = Archives.Zip(CompressionLevel.NoCompression, ("one.csv", Csv));
        zip[zip.AsSpan().IndexOf("a@b.pl"u8)] = (byte)'z';
        Assert.Contains("checksum", Assert.Single(ReadResult.Of(zip).BadRows), StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_that_expands_without_end_is_stopped()
    {
        byte[] bomb = Archives.Zip(("bomb.csv", "email,name\n" + new string('\n', 40 << 20)));
        SmException failure = ReadResult.Of(bomb, "bomb.zip").Failure!;
        Assert.Contains("bomb.csv", failure.Message, StringComparison.Ordinal);
        Assert.Contains("expands to more than 200 times its size", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gzip_bomb_in_a_gzip_is_stopped()
    {
        byte[] bomb = Archives.Gzip(Archives.Gzip("email,name\n" + new string('\n', 40 << 20)));
        Assert.Contains("expands to more than", ReadResult.Of(bomb).Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_absolute_limit_holds_at_any_ratio()
    {
        var options = new DeliveryReadOptions { MaxExpandedBytes = 1000 };
        var result = ReadResult.Of(Archives.Gzip(Archives.ManyRows(100)), options: options);
        Assert.Contains("expands to more than 1,000 bytes", result.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gzip_of_several_members_is_read_to_its_end()
    {
        byte[][] members = [Archives.Gzip(Archives.ManyRows(2_000)), Archives.Gzip(""), Archives.Gzip("last@example.com,1\n")];
        byte[] gzip = [.. members[0], .. members[1], .. members[2]];
        Assert.Equal("last@example.com", ReadResult.Of(gzip).Clean()[2_000].Email);
        for (int length = gzip.Length - 1; length > gzip.Length - 60; length--)
        {
            bool whole = length == members[0].Length || length == members[0].Length + members[1].Length;
            Assert.Equal(whole, ReadResult.Of(gzip[..length]).Failure is null);
        }
    }

    [Fact]
    public void What_follows_gzip_and_is_not_gzip_is_an_error_after_the_rows()
    {
        var result = ReadResult.Of([.. Archives.Gzip(Csv), .. "garbage"u8]);
        Assert.Equal(2, result.Rows.Count);
        Assert.Contains("is not gzip", result.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_that_share_bytes_are_refused_and_the_others_are_read()
    {
        byte[] zip = Archives.Zip(("one.csv", Csv), ("two.csv", Csv), ("six.csv", "email\nz@b.pl\n"));
        Archives.PointTo(zip, "two.csv", "one.csv");

        var result = ReadResult.Of(zip, "export.zip");

        Assert.Equal(["one.csv", "one.csv", "six.csv"], result.Rows.Select(row => row.Source));
        Assert.Contains("overlaps another entry", Assert.Single(result.BadRows), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_begins_within_another_is_refused_however_little_they_share()
    {
        byte[] zip = Archives.Zip(CompressionLevel.NoCompression, ("a.csv", "email\nx@b.pl\n"), ("b.csv", "email\ny@b.pl\n"));
        int size = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        size = zip.AsSpan(0, size).LastIndexOf("PK\x01\x02"u8) + 20;

        // Both sizes of the first entry: it ends within the head of the second.
        zip[size] += 2;
        zip[size + 4] += 2;

        var result = ReadResult.Of(zip);

        Assert.DoesNotContain("y@b.pl", result.Rows.Select(row => row.Email));
        Assert.Contains("overlaps another entry", result.BadRows[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_of_an_entry_brings_no_escape_sequence_to_the_screen()
    {
        var result = ReadResult.Of(Archives.Zip(("\u001b[31mred.csv", Csv), ("\u001b]0;title\u0007.csv", "x\n1\n")));
        Assert.DoesNotContain(result.Rows.Select(row => row.Source!).Concat(result.BadRows), text => text.Any(char.IsControl));
        Assert.Single(result.BadRows);
    }

    [Fact]
    public void Archives_in_archives_end_somewhere()
    {
        byte[] content = Encoding.UTF8.GetBytes(Csv);
        for (int i = 0; i < 5; i++)
        {
            content = Archives.Zip((FormattableString.Invariant($"{i}.zip"), content));
        }

        Assert.Contains("compressed more than 3 times", Assert.Single(ReadResult.Of(content).BadRows), StringComparison.Ordinal);
    }
}
