using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Exporting;

/// <summary>A table of results, as it goes into a file, a block of Markdown, or lines for a person.</summary>
/// <param name="Name">What files of it are called by: <c>facets</c>.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Columns">Its columns' names.</param>
/// <param name="Rows">Its cells.</param>
internal sealed record Sheet(string Name, string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows)
{
    private const int WidestCell = 60, LeastCell = 12;

    /// <summary>Rows with commas or tabs between cells, below the columns' names.</summary>
    public void WriteRows(TextWriter output, bool tabs)
    {
        Delimited.WriteRow(output, [.. Columns.Select(Delimited.Text)], tabs);
        foreach (var row in Rows)
        {
            Delimited.WriteRow(output, [.. row.Select(c => c.Number is null ? Delimited.Text(c.Text) : c.Plain)], tabs);
        }
    }

    /// <summary>A table of Markdown below its heading.</summary>
    public void WriteMarkdown(TextWriter output)
    {
        output = WrappingWriter.Plain(output);
        output.WriteLine($"## {Markdown.Text(Title)}");
        output.WriteLine();
        if (Rows.Count == 0)
        {
            output.WriteLine("none");
            output.WriteLine();
            return;
        }

        output.WriteLine($"| {string.Join(" | ", Columns.Select(Markdown.Text))} |");
        output.WriteLine($"|{string.Concat(Enumerable.Repeat(" --- |", Columns.Count))}");
        foreach (var row in Rows)
        {
            output.WriteLine($"| {string.Join(" | ", row.Select(c => Markdown.Text(c.Text)))} |");
        }

        output.WriteLine();
    }

    /// <summary>
    /// Columns of even width below the title, for a person. Long cells are cut, on a terminal so far that rows fit; where a terminal is too
    /// narrow for columns, each row is a few lines that name them.
    /// </summary>
    public void WriteLines(TextWriter output)
    {
        output.WriteLine(SafeText.Line(Title));
        if (Rows.Count == 0)
        {
            output.WriteLine("  none");
            return;
        }

        var table = Rows.Select(r => r.Select(c => c.Text)).Prepend(Columns).Select(r => r.Select(SafeText.Line).ToArray()).ToList();
        var isNumber = Enumerable.Range(0, Columns.Count)
            .Select(c => Rows.Any(r => r[c].Number is not null) && Rows.All(r => r[c].Number is not null || r[c].Text.Length == 0))
            .ToArray();
        var widths = Enumerable.Range(0, Columns.Count).Select(c => Math.Min(WidestCell, table.Max(r => CellWidth.Of(r[c])))).ToArray();
        if (!Fit(widths, isNumber, WrappingWriter.WidthOf(output)))
        {
            WriteRecords(output, table, isNumber);
            return;
        }

        foreach (var row in table)
        {
            var cells = row.Select((cell, c) =>
            {
                var text = Fitted.To(cell, widths[c]);
                var blank = new string(' ', widths[c] - CellWidth.Of(text));
                return isNumber[c] ? blank + text : text + blank;
            });
            output.WriteLine($"  {string.Join("  ", cells)}".TrimEnd());
        }
    }

    // Takes from the widest column of words, cell by cell; false where that leaves too little of one.
    private static bool Fit(int[] widths, bool[] isNumber, int width)
    {
        for (var over = widths.Sum() + (2L * widths.Length) - width; over > 0; over--)
        {
            var widest = Enumerable.Range(0, widths.Length).Where(c => !isNumber[c]).OrderByDescending(c => widths[c])
                .Select(c => (int?)c).FirstOrDefault();
            if (widest is not { } column || widths[column] <= LeastCell)
            {
                return false;
            }

            widths[column]--;
        }

        return true;
    }

    // "person: Marieke van Dorst", and below it "here 5 · of 14 · …"; the writer breaks what is still too long.
    private static void WriteRecords(TextWriter output, List<string[]> table, bool[] isNumber)
    {
        var names = table[0];
        var heads = isNumber.TakeWhile(number => !number).Count() is > 0 and var words ? Math.Min(words, 2) : 1;
        foreach (var row in table.Skip(1))
        {
            output.WriteLine($"  {string.Join(": ", row.Take(heads).Where(cell => cell.Length > 0))}");
            var rest = names.Zip(row).Skip(heads).Where(pair => pair.Second.Length > 0).Select(pair => $"{pair.First} {pair.Second}");
            if (string.Join(" · ", rest) is { Length: > 0 } line)
            {
                output.WriteLine($"    {line}");
            }
        }
    }
}
