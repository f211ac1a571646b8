using System.Text;

namespace SearchCore.Formats.MediaWiki;

/// <summary>A wiki's table as lines: a row a line, cells apart.</summary>
internal static class WikiTable
{
    /// <summary>The lines of what stands between <c>{|</c> and <c>|}</c>.</summary>
    public static string Of(string table)
    {
        var (rows, row) = (new StringBuilder(), new List<string>());
        foreach (var line in table.Split('\n').Skip(1).Select(l => l.Trim()))
        {
            if (line.StartsWith("|-", StringComparison.Ordinal))
            {
                Close();
            }
            else if (line.StartsWith("|+", StringComparison.Ordinal))
            {
                Close();
                row.Add(Cell(line[2..]));
                Close();
            }
            else if (line is ['|' or '!', ..])
            {
                row.AddRange(line[1..].Replace("!!", "||", StringComparison.Ordinal).Split("||").Select(Cell));
            }
            else if (line.Length > 0)
            {
                if (row.Count == 0)
                {
                    row.Add(line);
                }
                else
                {
                    row[^1] = $"{row[^1]} {line}".Trim();
                }
            }
        }

        Close();
        return rows.Length == 0 ? string.Empty : $"\n\n{rows}\n\n";

        void Close()
        {
            var text = string.Join(" | ", row.Where(c => c.Length > 0));
            row.Clear();
            if (text.Length > 0)
            {
                rows.Append(rows.Length > 0 ? WikiText.Break.ToString() : string.Empty).Append(text);
            }
        }
    }

    // align="right" | text
    private static string Cell(string cell)
    {
        var bar = cell.IndexOf('|', StringComparison.Ordinal);
        return (bar > 0 && cell.AsSpan(0, bar).Contains('=') ? cell[(bar + 1)..] : cell).Trim();
    }
}
