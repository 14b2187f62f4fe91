using System.Text;

namespace SalesManagoMobile.Help;

/// <summary>Writes an about_ topic as the text that Get-Help shows, 80 columns wide.</summary>
internal static class AboutWriter
{
    private const int Width = 80;

    public static string Write(string markdown)
    {
        var text = new StringBuilder();
        foreach (string block in Blocks(markdown.ReplaceLineEndings("\n")))
        {
            WriteBlock(text, block);
        }

        return text.ToString().TrimStart('\n');
    }

    /// <summary>Cuts at empty lines, but never inside a fence.</summary>
    private static IEnumerable<string> Blocks(string markdown)
    {
        var block = new List<string>();
        bool fenced = false;
        foreach (string line in markdown.Split('\n').Append(""))
        {
            fenced ^= line.StartsWith("```", StringComparison.Ordinal);
            if (line.Length > 0 || fenced)
            {
                block.Add(line);
            }
            else if (block.Count > 0)
            {
                yield return string.Join('\n', block);
                block.Clear();
            }
        }
    }

    private static void WriteBlock(StringBuilder text, string block)
    {
        switch (block)
        {
            case ['<', '!', ..]:
                break;
            case ['#', ' ', ..]:
                text.Append("TOPIC\n    ").Append(block[2..].Trim()).Append('\n');
                break;
            case ['#', '#', ' ', ..]:
                text.Append('\n').Append(block[3..].Trim().ToUpperInvariant());
                break;
            case ['#', '#', '#', ' ', ..]:
                text.Append("\n  ").Append(PlainText.Inline(block[4..].Trim())).Append('\n');
                break;
            case ['`', '`', '`', ..]:
                AppendLines(text, block.Split('\n')[1..^1].Select(static line => line.Length == 0 ? "" : "        " + line));
                break;
            case [' ', ' ', ' ', ' ', ..]:
                AppendLines(text, block.Split('\n').Select(static line => "    " + line));
                break;
            case ['|', ..]:
                WriteTable(text, block);
                break;
            default:
                foreach (string paragraph in PlainText.Paragraphs(block))
                {
                    AppendLines(text, paragraph.Split('\n').SelectMany(Wrap));
                }

                break;
        }
    }

    /// <summary>Writes a table in columns when it fits; else each row becomes its first cell and a line for each other one.</summary>
    private static void WriteTable(StringBuilder text, string block)
    {
        string[][] rows = [.. block.Split('\n').Select(Cells)];
        int[] widths = [.. rows[0].Select((_, column) => rows.Where(static (_, row) => row != 1).Max(row => row[column].Length))];
        if (widths.Sum(static width => width + 2) + 4 <= Width)
        {
            AppendLines(text, rows.Select((row, index) => "    " + string.Join("  ", row.Select((cell, column) =>
                index == 1 ? new string('-', widths[column]) : cell.PadRight(widths[column]))).TrimEnd()));
            return;
        }

        foreach (string[] row in rows[2..])
        {
            AppendLines(
                text,
                row.Skip(1)
                    .SelectMany((cell, column) => Fill($"{rows[0][column + 1]}: {cell}", "      ", "        "))
                    .Prepend("    " + row[0]));
        }
    }

    private static string[] Cells(string line) =>
        [.. line.Trim().Trim('|').Split('|').Select(static cell => PlainText.Inline(cell.Trim()))];

    private static IEnumerable<string> Wrap(string line)
    {
        bool item = line.StartsWith("- ", StringComparison.Ordinal);
        return Fill(line, "    ", item ? "      " : "    ");
    }

    private static IEnumerable<string> Fill(string line, string first, string next)
    {
        var current = new StringBuilder(first);
        bool empty = true;
        foreach (string word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && current.Length + 1 + word.Length > Width)
            {
                yield return current.ToString();
                current.Clear().Append(next);
                empty = true;
            }

            current.Append(empty ? "" : " ").Append(word);
            empty = false;
        }

        yield return current.ToString();
    }

    private static void AppendLines(StringBuilder text, IEnumerable<string> lines)
    {
        text.Append('\n');
        foreach (string line in lines)
        {
            text.Append(line).Append('\n');
        }
    }
}
