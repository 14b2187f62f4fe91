using System.Globalization;
using System.Text;

namespace SalesManagoMobile.Benchmarks.Data;

/// <summary>
/// A made-up export of any number of rows, the same every time: about 140 bytes a row, two thirds of the clicked times <c>null</c>,
/// a quarter of the names quoted with commas and quotes inside.
/// </summary>
internal static class ExportFile
{
    private const string Header = "contactId,email,phone,name,platform,sentDate,displayedDate,clickedDate,dismissedDate\n";
    private const long FirstSent = 1_700_000_000_000;
    private const int RowsPerBlock = 512;

    private static readonly string[] Names =
        ["Spring sale", "Win back \u2013 summer", "\"Spring, last call\"", "Birthday greeting of the loyal customers"];

    /// <summary>The number in a path such as <c>/export/1000.csv</c>.</summary>
    public static int RowsOf(string path) => int.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture);

    public static async Task WriteAsync(Stream target, int rows, CancellationToken cancellationToken)
    {
        var text = new StringBuilder(Header, RowsPerBlock * 160);
        for (int row = 0; row < rows; row++)
        {
            AppendRow(text, row);
            if (row % RowsPerBlock == RowsPerBlock - 1)
            {
                await FlushAsync(target, text, cancellationToken);
            }
        }

        await FlushAsync(target, text, cancellationToken);
    }

    private static async Task FlushAsync(Stream target, StringBuilder text, CancellationToken cancellationToken)
    {
        await target.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
        text.Clear();
    }

    private static void AppendRow(StringBuilder text, int row)
    {
        long sent = FirstSent + (row * 37L);
        CultureInfo invariant = CultureInfo.InvariantCulture;
        text.Append(
            invariant, $"{row:x8}-7c3f-4e0a-9b1d-{row * 2654435761L & 0xFFFFFFFFFFFF:x12},recipient{row:d7}@example.com,+1555{row:d7},")
            .Append(row % 8 == 0 ? "\"The \"\"big\"\" one, part 2\"" : Names[row & 3])
            .Append(row % 5 < 3 ? ",android," : ",ios,")
            .Append(invariant, $"{sent},{sent + 2000},");
        AppendTime(text, row % 3 == 0, sent + 9000).Append(',');
        AppendTime(text, row % 3 == 1, sent + 15_000).Append('\n');
    }

    private static StringBuilder AppendTime(StringBuilder text, bool present, long time) =>
        present ? text.Append(time) : text.Append("null");
}
